/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Trains a small Phi-3 model from scratch. Start at {@link dev.edgewise.phi.train.Trainer}, which
 * learns from prefixes with branches and writes an archive. It runs the same layers as scoring, and
 * never on a device.
 */
@NullMarked
package dev.edgewise.phi.train;

import org.jspecify.annotations.NullMarked;
