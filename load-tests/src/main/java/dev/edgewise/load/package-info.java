/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The command {@code ./edgewise bench}, whose front door is {@link dev.edgewise.load.Bench}. It
 * runs one suite from the packages below and prints the report.
 */
@NullMarked
package dev.edgewise.load;

import org.jspecify.annotations.NullMarked;
