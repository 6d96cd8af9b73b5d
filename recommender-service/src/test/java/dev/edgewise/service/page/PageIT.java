/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser against the running demo: what is clicked comes back as a list. */
class PageIT {
  private static final String LISTED =
      "#list[data-version] .row:nth-child(10) .reason:not(.pending)";

  private static Demo demo;
  private static Browser opened;

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    opened = Browser.start().orElse(null);
    if (opened == null) {
      String missing = "PageIT needs chromium and chromedriver on the search path";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
    demo = Demo.start(data);
  }

  @AfterAll
  static void stop() {
    if (opened != null) {
      opened.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @AfterEach
  void nothingFromElsewhereAndNoComplaints() {
    assertThat(browser().requests())
        .filteredOn(url -> url.startsWith("http"))
        .allMatch(url -> url.startsWith(url()), "comes from the service itself");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void aLikeChangesTheListOfAKnownReader() {
    openKnownReader();
    String before = version();
    WebElement first = browser().find(".row");
    String id = first.getDomAttribute("data-id");
    String title = browser().text(".row .open");
    browser().find(".row .act.like").click();

    awaitRerankAfter(before);

    assertThat(ids()).hasSize(10).doesNotContain(id);
    assertThat(browser().text(".trail")).startsWith("Liked " + title);
    assertThat(browser().text(".events li")).startsWith(title).contains("Liked");
    assertThat(browser().text("#announcer")).contains("The list changed");
  }

  @Test
  void aReasonNamesItsFactsAndWhereItCameFrom() {
    openKnownReader();
    WebElement reason = browser().find(".row .reason");
    assertThat(reason.getText()).isNotBlank();
    assertThat(browser().text(".row .origin")).startsWith("worded by");
    assertThat(browser().text(".row .by")).contains("ranked");
    assertThat(browser().text(".row .journey")).matches("(?s)first stage \\d+.*1");

    browser().find(".row .cites").click();
    assertThat(browser().text(".row .evidence li")).matches("(?s)[PI]\\d+\\s+\\S.*");
  }

  @Test
  void pointingAtAReasonMarksTheFactsItCites() {
    openKnownReader();
    WebElement reason =
        browser().all(".row .reason").stream()
            .filter(r -> r.getText().matches("(?s).*\\bP\\d+\\b.*"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no reason cites the profile"));
    browser().pointAt(reason);
    browser().until("document.querySelector('#facts .cited') !== null");
    String cited = browser().text("#facts .cited .fact-id");
    assertThat(reason.getText()).contains(cited);
  }

  @Test
  void someoneNewFindsThingsByTitleAndIsUnderstood() {
    openPage();
    assertThat(browser().text("#profile")).contains("new here");
    for (String title : List.of("Toy Story", "Monsters")) {
      String before = version();
      WebElement query = browser().find("#query");
      query.clear();
      query.sendKeys(title);
      browser()
          .until("document.querySelector('.found')?.textContent.includes('%s')".formatted(title));
      browser().find("#results .act.like").click();
      awaitRerankAfter(before);
    }
    assertThat(browser().text("#profile")).contains("2 events");
    assertThat(browser().text("#facts")).contains("P1");
    assertThat(browser().script("location.hash")).isEqualTo("");

    browser().find("#profile .plain").click();
    browser().until("document.querySelector('#profile').textContent.includes('new here')");
    browser().find(LISTED);
  }

  @Test
  void theKeyboardAloneIsEnough() {
    openPage();
    browser().tabTo(".reader:not([aria-current])");
    browser().press(Keys.ENTER);
    browser().until("location.hash.startsWith('#reader=')");
    browser().find(LISTED);
    browser().tabTo(".row .open");
    browser().press(Keys.ARROW_DOWN);
    String before = version();
    String disliked = focusedRow();
    assertThat(disliked).isEqualTo(ids().get(1));

    browser().press("d");
    awaitRerankAfter(before);

    assertThat(ids()).doesNotContain(disliked);
    assertThat(ids()).contains(focusedRow());
    browser().press("/");
    browser().until("document.activeElement.id === 'query'");
  }

  @Test
  void anItemIsOpenedAndHidden() {
    openKnownReader();
    String title = browser().text(".row .open");
    String id = ids().get(0);
    String unopened = version();
    browser().find(".row .open").click();
    assertThat(browser().text("#details[open] h2")).isEqualTo(title);
    assertThat(browser().text("#details .details-why")).contains("Why it stands at place 1");
    awaitRerankAfter(unopened);
    browser()
        .until(
            "document.querySelector('.events').textContent.startsWith('%s')"
                .formatted(title.replace("'", "\\'")));
    String before = version();

    browser().find("#details .act.hide").click();

    awaitRerankAfter(before);
    assertThat(ids()).doesNotContain(id);
    assertThat(browser().all("#details[open]")).isEmpty();
  }

  @Test
  void aTitleIsTextWhateverItLooksLike() throws Exception {
    String title = "<img src=x onerror=document.title='broken'> & Zyzzyva";
    demo.putItem("zyzzyva", title);
    openPage();
    browser().find("#query").sendKeys("Zyzzyva");
    assertThat(browser().text("#results .found")).startsWith(title);
    assertThat(browser().all("#results img")).isEmpty();
    assertThat(browser().script("document.title")).isEqualTo("Edgewise");
  }

  @Test
  void aPhoneNeedsNoSidewaysScrolling() {
    browser().screen(360, 740);
    openKnownReader();
    assertThat(browser().script("document.documentElement.scrollWidth")).isEqualTo(360L);
    browser().screen(1280, 900);
  }

  @Test
  void aLostConnectionIsSaidAndComesBack() {
    openPage();
    browser().offline(true);
    browser().all(".reader").get(1).click();
    browser().until("document.querySelector('#connection').dataset.state === 'reconnecting'");
    browser().until("document.querySelector('#notices').textContent.includes('connection')");
    browser().offline(false);
    browser().find(LISTED);
    browser().until("document.querySelector('#connection').dataset.state === 'live'");
    assertThat(browser().text("#profile")).contains("Facts");
    assertThat(browser().complaints()).allMatch(line -> line.contains("ERR_INTERNET_DISCONNECTED"));
  }

  @Test
  void theDataIsAttributed() {
    openPage();
    assertThat(browser().text("#attribution")).contains("MovieTweetings").contains("MIT");
  }

  private static void openPage() {
    browser().open(url());
    browser().find(LISTED);
  }

  private static void openKnownReader() {
    openPage();
    browser().find(".reader:not([aria-current])");
    browser().all(".reader").get(1).click();
    browser().find("#facts [data-fact]");
    browser().find(LISTED);
  }

  private static String version() {
    return String.valueOf(browser().script("document.querySelector('#list').dataset.version"));
  }

  private static void awaitRerankAfter(String version) {
    browser().until("document.querySelector('#list').dataset.version !== '%s'".formatted(version));
    browser().until("document.querySelector('.row.stale, .reason.pending') === null");
  }

  private static List<String> ids() {
    String joined = "[...document.querySelectorAll('.row')].map(row => row.dataset.id).join(' ')";
    return List.of(browser().script(joined).toString().split(" "));
  }

  private static String focusedRow() {
    return browser().script("document.activeElement.closest('.row')?.dataset.id").toString();
  }

  private static String url() {
    return demo.url();
  }

  private static Browser browser() {
    return opened;
  }
}
