/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.evaluate.report.Table;
import java.util.List;

/**
 * The findings about one subject.
 *
 * @param title of the section
 * @param findings in the order in which they are read
 * @param tables further figures
 */
public record Section(String title, List<Finding> findings, List<Table> tables) {
  public Section {
    findings = List.copyOf(findings);
    tables = List.copyOf(tables);
  }
}
