/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Writes evaluations as text, JSON and a web page. Start at {@link
 * dev.edgewise.lab.evaluate.report.Reports}.
 */
@NullMarked
package dev.edgewise.lab.evaluate.report;

import org.jspecify.annotations.NullMarked;
