/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.service.Serving;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page of a service with API keys, which is no demo and has neither Kafka nor Redis. */
class KeyIT extends BrowserTest {
  private static final String KEY = "open-sesame";
  private static final String CHANGE = "document.querySelector('#change').textContent";

  @Test
  void theKeyIsAskedForUntilItIsValidAndKeptForTheTab() throws IOException {
    try (Serving service = start()) {
      browser().open(service.url());
      browser().find("#key:not([hidden])");
      browser().until("document.activeElement.id === 'key-input'");
      fits("the form for the key");
      List<String> requests = new ArrayList<>();

      browser().press("open-simsim", Keys.ENTER);
      assertThat(browser().text("#key-error")).startsWith("This key is not valid.");
      browser().until("document.activeElement.getAttribute('aria-invalid') === 'true'");
      fits("a wrong key");
      browser().press(KEY, Keys.ENTER);
      browser().find(".entry:nth-child(10)");
      assertThat(browser().all("#key:not([hidden])")).isEmpty();
      assertThat(browser().script("sessionStorage.getItem('edgewise.key')")).isEqualTo(KEY);
      assertThat(browser().script("JSON.stringify(localStorage)").toString()).doesNotContain(KEY);

      browser().reload();
      browser().find(".entry:nth-child(10)");
      assertThat(browser().all("#key:not([hidden])")).isEmpty();
      requests.addAll(browser().requests());
      assertThat(requests).anyMatch(url -> url.contains("/stream?"));
      assertThat(requests).noneMatch(url -> url.contains(KEY));
      leave(service);
    }
  }

  @Test
  void aKeyThatIsRefusedLaterIsAskedForAgain() throws IOException {
    try (Serving service = start()) {
      unlock(service);
      browser().script("sessionStorage.setItem('edgewise.key', 'of yesterday')");
      browser().find(".entry .act.like").click();
      assertThat(browser().text("#key-error")).startsWith("This key is not valid.");
      browser().find("#key-input").sendKeys(KEY, Keys.ENTER);
      assertThat(browser().text(".notice .plain")).isEqualTo("Try again");
      leave(service);
    }
  }

  @Test
  void aUserIsChosenByIdAndOutagesAreToldInPlainWords() throws IOException {
    try (Serving service = start()) {
      unlock(service);
      browser().find("#user-id").sendKeys("ann", Keys.ENTER);
      browser()
          .until(
              "document.querySelector('#who').textContent === 'You see the page as ann.'"
                  + " && document.querySelectorAll('.entry').length === 10");
      assertThat(browser().script("location.hash")).isEqualTo("#reader=ann");
      assertThat(browser().text(".notice[data-place='ranking']"))
          .startsWith("The profile can't be read at the moment.");
      browser().until(CHANGE + ".startsWith(\"The list can't be updated\")");

      browser().find(".entry .act.like").click();
      browser().find(".notice[data-place='action'] .plain");
      assertThat(browser().text(".notice[data-place='action']"))
          .isEqualTo("This was not saved. Nothing can be saved at the moment. Try again");
      assertThat(browser().all(".act[aria-pressed='true']")).isEmpty();
      browser().text("#profile .quiet");
      fits("the page without a profile");
      browser().find("#details").click();
      assertThat(browser().script("document.body.innerText").toString())
          .doesNotContainIgnoringCase("redis")
          .doesNotContainIgnoringCase("kafka")
          .doesNotContain("localhost");
      leave(service);
    }
  }

  private static Serving start() throws IOException {
    Serving service = new Serving(Map.of("EDGEWISE_API_KEYS", KEY));
    assertThat(service.await()).isTrue();
    return service;
  }

  private static void unlock(Serving service) {
    browser().open(service.url());
    browser().find("#key:not([hidden])");
    browser().find("#key-input").sendKeys(KEY, Keys.ENTER);
    browser().find(".entry:nth-child(10)");
  }

  /** Ends the visit; what failed on it is what had to fail. */
  private static void leave(Serving service) {
    browser().leave();
    requestsGoOnlyTo(service.url());
    assertThat(browser().complaints())
        .allMatch(line -> line.contains(" 401 (") || line.contains(" 503 ("));
  }
}
