/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Phi-3 engine, which scores branches behind a cached prefix and generates texts; only this
 * package and its subpackages use DJL. Start at {@link dev.edgewise.phi.PhiModel}.
 */
@NullMarked
package dev.edgewise.phi;

import org.jspecify.annotations.NullMarked;
