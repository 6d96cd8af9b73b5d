/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.service.RunningDemo;
import dev.edgewise.service.SharedDemo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the page in a real browser with the running demo. */
@ExtendWith(SharedDemo.class)
abstract class BrowserTest {
  private static RunningDemo demo;
  private static Browser opened;

  @BeforeAll
  static void start(RunningDemo running) {
    opened = Browser.start().orElse(null);
    if (opened == null) {
      String missing = "tests of the page need chromium and chromedriver on the search path";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
    demo = running;
  }

  @AfterAll
  static void stop() {
    if (opened != null) {
      opened.close();
    }
  }

  @AfterEach
  void nothingFromElsewhereAndNoComplaints() {
    requestsGoOnlyTo(demo.url());
    assertThat(browser().complaints()).isEmpty();
  }

  /** Checks the requests since the last call. */
  static void requestsGoOnlyTo(String service) {
    assertThat(browser().requests())
        .filteredOn(url -> url.startsWith("http"))
        .allMatch(url -> url.startsWith(service), "goes to the service itself");
  }

  /**
   * Checks the page as it is now on four widths of screens in light and dark colours: its layout
   * with {@code layout.js}, and on a desktop and a phone its accessibility with axe-core.
   */
  static void fits(String state) {
    try {
      for (int width : new int[] {1280, 768, 390, 360}) {
        for (boolean dark : new boolean[] {false, true}) {
          browser().screen(width, 900);
          browser().dark(dark);
          fitsHere("%s on %d px, %s".formatted(state, width, dark ? "dark" : "light"), width);
        }
      }
    } finally {
      browser().screen(1280, 900);
      browser().dark(false);
    }
  }

  private static void fitsHere(String where, int width) {
    browser().awaitRest();
    assertThat(browser().listOf("/page/layout.js")).describedAs(where).isEmpty();
    if (width == 1280 || width == 390) {
      assertThat(browser().accessProblems()).describedAs(where).isEmpty();
    }
  }

  static RunningDemo demo() {
    return demo;
  }

  static Page page() {
    return new Page(browser(), demo.url());
  }

  static Browser browser() {
    return opened;
  }
}
