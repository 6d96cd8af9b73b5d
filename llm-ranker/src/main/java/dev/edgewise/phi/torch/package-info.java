/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Native memory and libtorch calls beneath the engine. Start at {@link
 * dev.edgewise.phi.torch.Torch}.
 */
@NullMarked
package dev.edgewise.phi.torch;

import org.jspecify.annotations.NullMarked;
