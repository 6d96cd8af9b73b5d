/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.rank.BlendedRanker;
import java.nio.file.Path;

/** Loads a model for an evaluation; the caller closes it. */
@FunctionalInterface
public interface ModelOpener {
  /**
   * The model of an archive directory.
   *
   * @throws dev.edgewise.phi.token.ModelException when it can't be loaded
   */
  BlendedRanker open(Path archive);
}
