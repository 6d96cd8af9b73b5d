/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import java.nio.file.Path;

/** The places of files: the installation directory that the launcher sets, and the user's files. */
public final class InstallFolder {
  private static final Path ROOT = Path.of(System.getProperty("edgewise.home", "."));

  private InstallFolder() {}

  /** The directory of a bundled catalogue. */
  public static Path catalogue(String name) {
    return ROOT.resolve("recommender-service/catalogues").resolve(name);
  }

  /** The directory of the bundled model of a catalogue, which may be missing. */
  public static Path model(String catalogue) {
    return ROOT.resolve("llm-ranker/models").resolve(catalogue + "-small");
  }

  /** The jars of the local broker. */
  public static Path brokerJars() {
    return ROOT.resolve("event-ingest/broker/target/lib");
  }

  /**
   * The directory for this user's files.
   *
   * @param variable of the XDG Base Directory Specification, such as {@code XDG_STATE_HOME}
   * @param standard the directory below the home directory to use without this variable
   */
  public static Path user(String variable, String standard) {
    String xdg = System.getenv(variable);
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), standard)
            : Path.of(xdg);
    return base.resolve("edgewise");
  }
}
