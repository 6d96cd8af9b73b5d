/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Training of a small Phi-3 model from scratch: {@link dev.edgewise.phi.train.Trainer} learns from
 * requests, each a prefix and its branches, and writes the archive that {@link
 * dev.edgewise.phi.PhiModel} loads. It runs the very layers that scoring runs.
 */
@NullMarked
package dev.edgewise.phi.train;

import org.jspecify.annotations.NullMarked;
