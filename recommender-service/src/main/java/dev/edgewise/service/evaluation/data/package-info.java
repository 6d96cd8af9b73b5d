/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Items and past events of the formats that public data sets come in, as one data set in time
 * order. Start at {@link dev.edgewise.service.evaluation.data.Dataset}.
 */
@NullMarked
package dev.edgewise.service.evaluation.data;

import org.jspecify.annotations.NullMarked;
