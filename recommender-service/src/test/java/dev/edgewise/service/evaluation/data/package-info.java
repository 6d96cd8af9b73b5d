/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of reading: each format, what is wrong in it, and bytes that are none of them. */
@NullMarked
package dev.edgewise.service.evaluation.data;

import org.jspecify.annotations.NullMarked;
