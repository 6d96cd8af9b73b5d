/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import java.io.IOException;
import java.util.Locale;

/** Opens a page in the browser of the desktop, if there is a desktop. */
final class Browser {
  private Browser() {}

  static void open(String url) {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    boolean desktop = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    if (!mac && !desktop) {
      return;
    }
    try {
      new ProcessBuilder(mac ? "open" : "xdg-open", url)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // the line with the address is enough
    }
  }
}
