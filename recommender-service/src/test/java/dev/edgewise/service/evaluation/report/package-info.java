/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of what people and programs are told of an evaluation. */
@NullMarked
package dev.edgewise.service.evaluation.report;

import org.jspecify.annotations.NullMarked;
