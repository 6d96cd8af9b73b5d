/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Connects user feedback with the rankings that caused it. Start at {@link
 * dev.edgewise.recommend.feedback.OnlineFeedback}.
 */
@NullMarked
package dev.edgewise.recommend.feedback;

import org.jspecify.annotations.NullMarked;
