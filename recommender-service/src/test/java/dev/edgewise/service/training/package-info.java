/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of training and measuring: figures by hand, nothing from the future, a whole small run. */
@NullMarked
package dev.edgewise.service.training;

import org.jspecify.annotations.NullMarked;
