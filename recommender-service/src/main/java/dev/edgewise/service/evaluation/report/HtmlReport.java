/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.evaluation.report;

import dev.edgewise.service.evaluation.Evaluation;

/** An evaluation as one page that needs nothing else. */
final class HtmlReport {
  private HtmlReport() {}

  static String of(Evaluation e) {
    return e.catalogue();
  }
}
