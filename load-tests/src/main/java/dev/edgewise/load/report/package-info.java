/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Measured figures and the machine they were measured on: {@link dev.edgewise.load.report.Report}.
 */
@NullMarked
package dev.edgewise.load.report;

import org.jspecify.annotations.NullMarked;
