/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The engine's access to libtorch: native memory, method calls and the tensors that they take.
 * Start at {@link dev.edgewise.phi.torch.Torch}.
 */
@NullMarked
package dev.edgewise.phi.torch;

import org.jspecify.annotations.NullMarked;
