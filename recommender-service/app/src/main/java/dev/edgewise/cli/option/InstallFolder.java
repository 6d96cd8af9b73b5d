/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import java.nio.file.Path;

/** Where the launcher says that the product's own files are. */
public final class InstallFolder {
  private InstallFolder() {}

  private static Path root() {
    return Path.of(System.getProperty("edgewise.home", "."));
  }

  /** The directory of a bundled catalogue. */
  public static Path catalogue(String name) {
    return root().resolve("recommender-service/catalogues").resolve(name);
  }

  /** The directory of the bundled model of a catalogue; it need not be there. */
  public static Path model(String catalogue) {
    return root().resolve("llm-ranker/models").resolve(catalogue + "-small");
  }

  /** The jars of the local broker. */
  public static Path brokerJars() {
    return root().resolve("event-ingest/broker/target/lib");
  }
}
