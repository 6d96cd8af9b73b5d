/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Fits the weights of the blend to feedback. Start at {@link dev.edgewise.lab.fit.LoggedFeedback}.
 */
@NullMarked
package dev.edgewise.lab.fit;

import org.jspecify.annotations.NullMarked;
