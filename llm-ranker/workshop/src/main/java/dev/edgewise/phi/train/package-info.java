/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Training of small Phi-3 models from scratch; it runs the same layers as scoring, and never runs
 * on a device. Start at {@link dev.edgewise.phi.train.Trainer}.
 */
@NullMarked
package dev.edgewise.phi.train;

import org.jspecify.annotations.NullMarked;
