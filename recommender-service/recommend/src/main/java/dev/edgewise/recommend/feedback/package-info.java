/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Connects what people did with the ranking that they were shown. Start at {@link
 * dev.edgewise.recommend.feedback.OnlineFeedback}.
 */
@NullMarked
package dev.edgewise.recommend.feedback;

import org.jspecify.annotations.NullMarked;
