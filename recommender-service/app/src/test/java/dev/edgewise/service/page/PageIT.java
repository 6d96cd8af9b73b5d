/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a visitor does on the page, and what the page shows then. */
class PageIT extends BrowserTest {
  /** Clicks "Less like this" of the first entry; returns whether the entry is still there. */
  private static final String TURN_DOWN_FIRST =
      "(() => { const entry = document.querySelector('.entry');"
          + " entry.querySelector('.act.dislike').click(); return entry.isConnected; })()";

  @Test
  void aLikeSaysWhatChangedAndUndoTakesItBack() throws IOException {
    page().open();
    List<String> before = page().ids();
    String title = browser().text(".entry .open");
    browser().find(".entry .act.like").click();

    String told = page().awaitChange("because you liked");

    List<String> fresh = new ArrayList<>(page().ids());
    fresh.removeAll(before);
    assertThat(fresh).isNotEmpty();
    assertThat(told).isEqualTo(fresh.size() + " new because you liked " + Page.ended(title));
    assertThat(page().ids()).hasSize(10).doesNotContain(before.get(0));
    assertThat(page().idsOf(".entry:has(.new:not([hidden]))")).isEqualTo(fresh);
    browser().find(".events li");
    assertThat(browser().text(".events li")).startsWith(title).contains("Liked");

    browser().find("#undo").click();
    assertThat(page().awaitChange("Undone")).isEqualTo("Undone. The list is as it was.");
    assertThat(page().ids()).isEqualTo(before);
    browser().until("document.querySelector('#profile').textContent.includes('Nothing yet')");
    assertThat(browser().all("#undo:not([hidden])")).isEmpty();
  }

  @Test
  void theListOfAKnownReaderFollowsALike() throws IOException {
    page().openReader(1);
    String before = page().version();
    String liked = page().ids().get(0);
    browser().find(".entry .act.like").click();
    page().awaitChange("because you liked");
    page().awaitListAfter(before);
    assertThat(page().ids()).hasSize(10).doesNotContain(liked);
    browser().picture(Path.of("target", "page.png")); // the picture in the documentation
  }

  @Test
  void lessLikeThisTakesAnEntryAwayAtOnceAndUndoBringsItBack() {
    page().open();
    List<String> before = page().ids();
    String title = browser().text(".entry .open");
    assertThat(browser().script(TURN_DOWN_FIRST)).isEqualTo(false);
    assertThat(page().idsOf(".card")).doesNotContain(before.get(0));

    assertThat(page().awaitChange("new because|Nothing changed because"))
        .endsWith("because you want less like " + Page.ended(title));
    assertThat(page().ids()).hasSize(10).doesNotContain(before.get(0));

    browser().find("#undo").click();
    assertThat(page().awaitChange("Undone")).isEqualTo("Undone. The list is as it was.");
    assertThat(page().ids()).isEqualTo(before);
  }

  @Test
  void askingWhyTellsTheReasonAndChangesNothing() throws Exception {
    page().open();
    List<String> before = page().ids();
    String reason = browser().text(".entry .reason span");
    browser().find(".entry .why").click();
    assertThat(browser().text("#item[open] .item-why")).contains("Why it is here", reason);
    assertThat(browser().text("#item .evidence li")).doesNotContainPattern("[PI]\\d");
    browser().press(Keys.ESCAPE);

    assertThat(page().ids()).isEqualTo(before);
    JsonNode profile = demo().json("v1/users/" + page().own() + "/profile");
    assertThat(profile.path("recent")).isEmpty();
  }

  @Test
  void idsScoresAndTimesAreShownOnlyWithDetails() {
    page().openReader(2);
    browser().find("#timings .stages");
    String words = browser().find("body").getText();
    assertThat(words)
        .doesNotContainPattern("\\b[PI]\\d+\\b")
        .doesNotContain(" ms", "score", "first stage");
    assertThat(words).doesNotContain(page().chosenId());

    browser().find("#details").click();
    assertThat(browser().text(".entry .meta"))
        .matches("(?s)place 1 · first stage \\d+ · score 0\\.\\d{3} · ranked .* cites [PI]\\d+.*");
    assertThat(browser().text("#timings")).contains("candidates", "model", "together");
    assertThat(browser().text("#facts")).contains("P1");
    assertThat(browser().find("body").getText()).contains(page().chosenId());

    page().reload();
    assertThat(browser().find("#details").getDomAttribute("aria-checked")).isEqualTo("true");
    browser().text("#timings");
  }

  @Test
  void readersHaveNamesAndTastes() throws Exception {
    page().openReader(1);
    JsonNode first = demo().json("v1/readers").path("readers").get(0);
    String name = first.path("name").asText();
    List<String> tastes = new ArrayList<>();
    JsonNode names =
        demo().json("v1/about").path("catalogue").path("attributes").path("genre").path("values");
    first
        .path("tastes")
        .forEach(taste -> tastes.add(names.path(taste.asText()).asText(taste.asText())));
    assertThat(tastes).isNotEmpty();
    assertThat(browser().text("#who"))
        .isEqualTo(
            "You see the page as %s, who likes %s.".formatted(name, String.join(" and ", tastes)));
    assertThat(browser().text(".reader[aria-current]"))
        .isEqualTo(name + "\nlikes " + String.join(" and ", tastes));
    assertThat(browser().text("#profile-heading")).isEqualTo("What Edgewise knows about " + name);
  }

  @Test
  void theDialAsksForAnotherListAndStaysInTheAddress() {
    page().open();
    String before = browser().find("#dial").getDomProperty("value");
    browser().requests();
    browser().tabTo("#dial");
    browser().press(Keys.ARROW_LEFT);
    page().awaitChange("Closer to what most people like: \\d+ new");
    double now = Double.parseDouble(browser().find("#dial").getDomProperty("value"));
    assertThat(now).isLessThan(Double.parseDouble(before));
    assertThat(browser().script("location.hash")).isEqualTo("#personal=" + now);
    assertThat(browser().requests()).anyMatch(url -> url.endsWith("&personal=" + now));

    page().chooseReader(1);
    assertThat(browser().script("location.hash").toString()).contains("personal=" + now, "reader=");
    page().reload();
    assertThat(browser().find("#dial").getDomProperty("value")).isEqualTo(String.valueOf(now));
    assertThat(browser().find("#dial").getDomAttribute("aria-valuetext")).endsWith("% personal");
  }

  @Test
  void theRowsShowTheirPlacements() throws Exception {
    page().openReader(3);
    browser().find("#trending .card:nth-child(12)");
    assertThat(browser().text("#trending h2")).isEqualTo("Trending");
    assertThat(page().idsOf("#trending .card")).isEqualTo(served("trending"));
    String answer = list("because-you-liked").at("/because/title").asText();
    if (answer.isEmpty()) {
      assertThat(browser().all("#because-you-liked:not([hidden])")).isEmpty();
    } else {
      assertThat(browser().text("#because-you-liked h2")).isEqualTo("Because you liked " + answer);
      assertThat(page().idsOf("#because-you-liked .card")).isEqualTo(served("because-you-liked"));
    }
  }

  @Test
  void aRowIsReachedAndReadWithTheKeyboard() {
    page().open();
    browser().find("#trending .card:nth-child(12)");
    List<String> cards = page().idsOf("#trending .card");
    browser().tabTo("#trending .open");
    for (int step = 1; step < 12; step++) {
      browser().press(Keys.ARROW_RIGHT);
      assertThat(page().focused()).isEqualTo(cards.get(step));
    }
    browser()
        .until(
            "document.activeElement.getBoundingClientRect().right"
                + " <= document.querySelector('#trending').getBoundingClientRect().right");
    browser().press(Keys.ENTER);
    browser().find("#item[open]");
  }

  @Test
  void aStrangerHasNoRowAboutLikes() {
    page().open();
    browser().find("#trending .card");
    assertThat(browser().all("#because-you-liked:not([hidden])")).isEmpty();
    assertThat(browser().text("#who")).startsWith("You are new here");
  }

  @Test
  void someoneNewIsAStrangerAgain() {
    page().open();
    String id = page().own();
    browser().find(".entry .act.like").click();
    page().awaitChange("because you liked");
    browser().until("document.querySelector('.reader[aria-current]').textContent.includes('You')");

    browser().find("button.reader").click();
    browser().until("document.querySelector('#who').textContent.startsWith('You are new here')");
    page().awaitList();
    assertThat(page().own()).isNotEqualTo(id);
    assertThat(browser().text("#profile")).contains("Nothing yet");
  }

  @Test
  void pointingAtAReasonMarksTheFactsItCites() {
    WebElement entry = page().entryCitingTheProfile();
    browser().pointAt(entry);
    browser().until("document.querySelector('#facts .cited') !== null");
    String cited = browser().find("#facts .cited").getDomAttribute("data-fact");
    assertThat(entry.findElement(By.cssSelector(".meta")).getDomProperty("textContent"))
        .contains(cited);
  }

  @Test
  void someoneNewFindsThingsByTitleAndIsUnderstood() {
    page().open();
    assertThat(browser().text("#profile")).contains("Nothing yet");
    for (String title : List.of("Toy Story", "Monsters")) {
      String before = page().version();
      WebElement query = browser().find("#query");
      query.clear();
      query.sendKeys(title);
      browser()
          .until("document.querySelector('.found')?.textContent.includes('%s')".formatted(title));
      browser().find("#results .act.like").click();
      page().awaitListAfter(before);
    }
    browser().until("document.querySelectorAll('.events > li').length === 2");
    assertThat(browser().text("#facts")).isNotBlank();
    assertThat(browser().script("location.hash")).isEqualTo("");
  }

  @Test
  void anEventIsWithdrawnAndAReaderForgotten() throws IOException {
    page().openReader(3);
    String before = page().version();
    String withdrawn = browser().text(".events li .event span");
    browser().find(".events .withdraw").click();
    page().awaitListAfter(before);
    browser()
        .until(
            "!document.querySelector('.events').textContent.startsWith('%s')"
                .formatted(withdrawn.replace("'", "\\'")));
    Path file = Browser.DOWNLOADS.resolve("profile.json");
    Files.deleteIfExists(file);
    browser().find(".control .download").click();
    browser().until(() -> Files.exists(file));
    assertThat(file).content().contains(page().chosenId());
    browser().picture(Path.of("target", "rights.png"));

    browser().find(".control .plain").click();
    browser().find(".control .against").click();
    browser().until("document.querySelector('#profile').textContent.includes('Nothing yet')");
    assertThat(browser().all("#facts li")).isEmpty();
    assertThat(browser().text("#change")).startsWith("Everything is forgotten");
  }

  @Test
  void theKeyboardAloneIsEnough() {
    page().open();
    browser().tabTo("a.reader:not([aria-current])");
    browser().press(Keys.ENTER);
    browser().until("location.hash.includes('reader=')");
    page().awaitList();
    browser().tabTo(".entry .open");
    browser().press(Keys.ARROW_DOWN);
    String before = page().version();
    String disliked = page().focused();
    assertThat(disliked).isEqualTo(page().ids().get(1));

    browser().press("d");
    page().awaitListAfter(before);

    assertThat(page().ids()).doesNotContain(disliked);
    assertThat(page().ids()).contains(page().focused());
    browser().press("/");
    browser().until("document.activeElement.id === 'query'");
  }

  @Test
  void anOpenedItemCanBeTurnedDown() {
    page().openReader(2);
    String id = page().ids().get(0);
    String title = browser().text(".entry .open");
    browser().find(".entry .open").click();
    assertThat(browser().text("#item[open] h2")).isEqualTo(title);
    browser().find("#item .act.dislike").click();

    page().awaitChange("because you want less like");
    assertThat(page().ids()).doesNotContain(id);
    assertThat(browser().all("#item[open]")).isEmpty();
  }

  @Test
  void aTitleIsTextWhateverItLooksLike() throws Exception {
    String title = "<img src=x onerror=document.title='broken'> & Zyzzyva";
    demo().putItem("zyzzyva", title);
    page().open();
    browser().find("#query").sendKeys("Zyzzyva");
    assertThat(browser().text("#results .found")).startsWith(title);
    assertThat(browser().all("#results img")).isEmpty();
    assertThat(browser().script("document.title")).isEqualTo("Edgewise");
    demo().hideItem("zyzzyva");
  }

  @Test
  void aLostConnectionIsSaidAndComesBack() {
    page().open();
    browser().offline(true);
    browser().all("a.reader").get(0).click();
    browser().until("document.querySelector('#connection').dataset.state === 'reconnecting'");
    browser().until("document.querySelector('#notices').textContent.includes('connection')");
    browser().offline(false);
    page().awaitList();
    browser().until("document.querySelector('#connection').dataset.state === 'live'");
    assertThat(browser().text("#facts")).isNotBlank();
    assertThat(browser().complaints()).allMatch(line -> line.contains("ERR_INTERNET_DISCONNECTED"));
  }

  @Test
  void theDataIsAttributed() {
    page().open();
    assertThat(browser().text("#attribution")).contains("MovieTweetings").contains("MIT");
  }

  private static List<String> served(String placement) throws Exception {
    List<String> ids = new ArrayList<>();
    list(placement).path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private static JsonNode list(String placement) throws Exception {
    return demo()
        .json(
            "v1/recommendations/%s?placement=%s&limit=12&deadline=10s"
                .formatted(page().chosenId(), placement));
  }
}
