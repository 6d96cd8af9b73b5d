/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.service.RunningDemo;
import dev.edgewise.service.SharedDemo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser with the running demo: clicks change the list. */
@ExtendWith(SharedDemo.class)
class PageIT {
  private static RunningDemo demo;
  private static Browser opened;

  @BeforeAll
  static void start(RunningDemo running) throws IOException {
    opened = Browser.start().orElse(null);
    if (opened == null) {
      String missing = "PageIT needs chromium and chromedriver on the search path";
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
    assertThat(browser().requests())
        .filteredOn(url -> url.startsWith("http"))
        .allMatch(url -> url.startsWith(url()), "comes from the service itself");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void aLikeChangesTheListOfAKnownReader() throws IOException {
    page().openReader(1);
    String before = page().version();
    String id = page().ids().get(0);
    String row = ".row[data-id='" + id + "']";
    String title = browser().text(row + " .open");
    browser().find(row + " .act.like").click();

    page().awaitRerankAfter(before);

    assertThat(page().ids()).hasSize(10).doesNotContain(id);
    assertThat(browser().text(".trail")).startsWith("Liked " + title);
    assertThat(browser().text(".events li")).startsWith(title).contains("Liked");
    assertThat(browser().text("#announcer")).contains("The list changed");
    browser().pointAt(browser().find(".row .reason"));
    browser().picture(Path.of("target", "page.png")); // the picture in the documentation
  }

  @Test
  void aReasonNamesItsFactsAndWhereItCameFrom() {
    page().openReader(4);
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
    WebElement reason = page().reasonCiting("P\\d+");
    browser().pointAt(reason);
    browser().until("document.querySelector('#facts .cited') !== null");
    String cited = browser().text("#facts .cited .fact-id");
    assertThat(reason.getText()).contains(cited);
  }

  @Test
  void someoneNewFindsThingsByTitleAndIsUnderstood() {
    page().open();
    assertThat(browser().text("#profile")).contains("new here");
    for (String title : List.of("Toy Story", "Monsters")) {
      String before = page().version();
      WebElement query = browser().find("#query");
      query.clear();
      query.sendKeys(title);
      browser()
          .until("document.querySelector('.found')?.textContent.includes('%s')".formatted(title));
      browser().find("#results .act.like").click();
      page().awaitRerankAfter(before);
    }
    assertThat(browser().text("#profile")).contains("2 events");
    assertThat(browser().text("#facts")).contains("P1");
    assertThat(browser().script("location.hash")).isEqualTo("");

    browser().find("#profile > .plain").click();
    browser().until("document.querySelector('#profile').textContent.includes('new here')");
    page().awaitList();
  }

  @Test
  void anEventIsWithdrawnAndAReaderForgotten() throws IOException {
    page().openReader(3);
    String before = page().version();
    String withdrawn = browser().text(".events li .event span");
    browser().find(".events .withdraw").click();
    page().awaitRerankAfter(before);
    browser()
        .until(
            "!document.querySelector('.events').textContent.startsWith('%s')"
                .formatted(withdrawn.replace("'", "\\'")));
    assertThat(browser().find(".control a").getDomAttribute("href")).endsWith("/export");
    browser().picture(Path.of("target", "rights.png"));

    browser().find(".control .plain").click();
    browser().find(".control .against").click();
    browser().until("document.querySelector('#profile').textContent.includes('new here')");
    assertThat(browser().all("#facts li")).isEmpty();
  }

  @Test
  void theKeyboardAloneIsEnough() {
    page().open();
    browser().tabTo(".reader:not([aria-current])");
    browser().press(Keys.ENTER);
    browser().until("location.hash.startsWith('#reader=')");
    page().awaitList();
    browser().tabTo(".row .open");
    browser().press(Keys.ARROW_DOWN);
    String before = page().version();
    String disliked = page().focusedRow();
    assertThat(disliked).isEqualTo(page().ids().get(1));

    browser().press("d");
    page().awaitRerankAfter(before);

    assertThat(page().ids()).doesNotContain(disliked);
    assertThat(page().ids()).contains(page().focusedRow());
    browser().press("/");
    browser().until("document.activeElement.id === 'query'");
  }

  @Test
  void anItemIsOpenedAndHidden() {
    page().openReader(2);
    String id = page().ids().get(0);
    // by its id, since the list may change at any time
    String open = ".row[data-id='" + id + "'] .open";
    String title = browser().text(open);
    String unopened = page().version();
    browser().find(open).click();
    assertThat(browser().text("#details[open] h2")).isEqualTo(title);
    assertThat(browser().text("#details .details-why")).contains("Why it is at place 1");
    page().awaitRerankAfter(unopened);
    browser()
        .until(
            "document.querySelector('.events').textContent.startsWith('%s')"
                .formatted(title.replace("'", "\\'")));
    String before = page().version();

    browser().find("#details .act.hide").click();

    page().awaitRerankAfter(before);
    assertThat(page().ids()).doesNotContain(id);
    assertThat(browser().all("#details[open]")).isEmpty();
  }

  @Test
  void aTitleIsTextWhateverItLooksLike() throws Exception {
    String title = "<img src=x onerror=document.title='broken'> & Zyzzyva";
    demo.putItem("zyzzyva", title);
    page().open();
    browser().find("#query").sendKeys("Zyzzyva");
    assertThat(browser().text("#results .found")).startsWith(title);
    assertThat(browser().all("#results img")).isEmpty();
    assertThat(browser().script("document.title")).isEqualTo("Edgewise");
    demo.hideItem("zyzzyva");
  }

  @Test
  void aPhoneNeedsNoSidewaysScrolling() {
    browser().screen(360, 740);
    page().openReader(4);
    assertThat(browser().script("document.documentElement.scrollWidth")).isEqualTo(360L);
    browser().screen(1280, 900);
  }

  @Test
  void aLostConnectionIsSaidAndComesBack() {
    page().open();
    browser().offline(true);
    browser().all(".reader").get(1).click();
    browser().until("document.querySelector('#connection').dataset.state === 'reconnecting'");
    browser().until("document.querySelector('#notices').textContent.includes('connection')");
    browser().offline(false);
    page().awaitList();
    browser().until("document.querySelector('#connection').dataset.state === 'live'");
    assertThat(browser().text("#profile")).contains("Facts");
    assertThat(browser().complaints()).allMatch(line -> line.contains("ERR_INTERNET_DISCONNECTED"));
  }

  @Test
  void theDataIsAttributed() {
    page().open();
    assertThat(browser().text("#attribution")).contains("MovieTweetings").contains("MIT");
  }

  private static String url() {
    return demo.url();
  }

  private static Page page() {
    return new Page(browser(), url());
  }

  private static Browser browser() {
    return opened;
  }
}
