/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Phi-3 engine: a model archive on disk, its {@link dev.edgewise.phi.Tokenizer}, and {@link
 * dev.edgewise.phi.PhiModel}, which scores branches and writes texts behind a cached prefix. It is
 * the only place that knows DJL and TorchScript; {@link dev.edgewise.phi.PhiArchive} writes
 * archives without any Python. What is computed stands in the module texts among the resources: one
 * of the layers, one for each kind of weights.
 */
@NullMarked
package dev.edgewise.phi;

import org.jspecify.annotations.NullMarked;
