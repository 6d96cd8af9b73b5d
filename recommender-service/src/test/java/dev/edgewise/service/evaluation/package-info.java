/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of measuring: figures by hand and by a reference, masks, order, going on. */
@NullMarked
package dev.edgewise.service.evaluation;

import org.jspecify.annotations.NullMarked;
