/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.Progress;
import dev.edgewise.phi.convert.Import;
import java.nio.file.Path;

/** The model that comes with the repository. */
final class BundledModel {
  private BundledModel() {}

  /** Where it lies. */
  static Path in(Path home) {
    return home.resolve("llm-ranker/models/films-small");
  }

  /** A copy at a precision and in the format of today, in a folder. */
  static Path imported(Path home, Path folder, Precision precision) {
    Path copy = folder.resolve("bundled-" + precision);
    Import.run(in(home), copy, precision, Progress.SILENT);
    return copy;
  }
}
