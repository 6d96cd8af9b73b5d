/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import java.util.List;

/**
 * Figures in rows and columns, as text.
 *
 * @param title what it shows
 * @param header names of the columns
 * @param rows each as long as the header; the first {@code labels} cells say what it is of
 * @param labels how many columns hold words, not figures
 */
record Table(String title, List<String> header, List<List<String>> rows, int labels) {}
