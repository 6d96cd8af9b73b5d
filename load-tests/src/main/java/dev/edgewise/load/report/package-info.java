/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The report of a suite, whose front door is {@link dev.edgewise.load.report.SuiteRun}. It carries
 * the report, the log and the home folder through a run.
 */
@NullMarked
package dev.edgewise.load.report;

import org.jspecify.annotations.NullMarked;
