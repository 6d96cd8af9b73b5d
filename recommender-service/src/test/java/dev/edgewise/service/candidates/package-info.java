/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of the first stage: each source by itself, then all of them merged. */
@NullMarked
package dev.edgewise.service.candidates;

import org.jspecify.annotations.NullMarked;
