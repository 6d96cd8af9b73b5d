/* SPDX-License-Identifier: Apache-2.0 */
/** Linear algebra on libtorch, for what is learnt in closed form. */
@NullMarked
package dev.edgewise.phi.linear;

import org.jspecify.annotations.NullMarked;
