/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package dev.edgewise.service.evaluation;

import org.jspecify.annotations.NullMarked;
