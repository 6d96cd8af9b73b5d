/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What came out of an evaluation, to read: for people as text or as a page, for programs as JSON.
 * Start at {@link dev.edgewise.service.evaluation.report.Reports}.
 */
@NullMarked
package dev.edgewise.service.evaluation.report;

import org.jspecify.annotations.NullMarked;
