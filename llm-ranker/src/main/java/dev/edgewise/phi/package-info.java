/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Phi-3 engine: a model archive on disk, its {@link dev.edgewise.phi.Tokenizer}, and {@link
 * dev.edgewise.phi.PhiModel}, which scores branches behind a cached prefix. It is the only place
 * that knows DJL and TorchScript; {@link dev.edgewise.phi.PhiArchive} writes archives without any
 * Python.
 */
@NullMarked
package dev.edgewise.phi;

import org.jspecify.annotations.NullMarked;
