/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Phi-3 engine. Start at {@link dev.edgewise.phi.PhiModel}: it loads an archive, scores
 * branches behind a cached prefix, and writes texts. Only this package and those below it use DJL.
 */
@NullMarked
package dev.edgewise.phi;

import org.jspecify.annotations.NullMarked;
