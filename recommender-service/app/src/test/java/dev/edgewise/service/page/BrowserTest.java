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
    requestsGoOnlyTo(demo);
    assertThat(browser().complaints()).isEmpty();
  }

  /** Checks the requests since the last call. */
  static void requestsGoOnlyTo(RunningDemo service) {
    assertThat(browser().requests())
        .filteredOn(url -> url.startsWith("http"))
        .allMatch(url -> url.startsWith(service.url()), "goes to the service itself");
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
