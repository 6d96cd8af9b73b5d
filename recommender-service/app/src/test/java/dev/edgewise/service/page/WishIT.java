/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** "What are you in the mood for?" on the page. */
class WishIT extends BrowserTest {
  @BeforeEach
  void speakEnglish() {
    browser().languages("en");
  }

  private static void wish(String words) {
    browser().find("#wish-text").sendKeys(words, Keys.ENTER);
  }

  private static List<String> conditions() {
    return texts("#conditions li");
  }

  private static Stream<Integer> years() {
    return texts(".entry .about b").stream().map(Integer::valueOf);
  }

  private static List<String> texts(String selector) {
    return browser().all(selector).stream().map(WebElement::getText).toList();
  }

  @Test
  void theListMeetsTheConditionsOfAWishUntilTheyAreTakenBack() {
    page().open();
    wish("an eighties comedy without romance, something like Airplane");
    assertThat(page().awaitChange("The list follows “")).contains("an eighties comedy");
    assertThat(conditions())
        .containsExactly("1980–1989", "Comedy", "not Romance", "like “Airplane”");
    assertThat(years()).hasSize(10).allMatch(year -> year >= 1980 && year <= 1989);
    fits("a list with conditions");

    List<String> comedies = page().ids();
    browser().find("#conditions li:nth-child(4) button").click();
    browser().until("document.querySelectorAll('#conditions li').length === 3");
    assertThat(browser().find("#wish-text").getDomProperty("value"))
        .isEqualTo("an eighties comedy without romance, something");
    assertThat(page().ids()).isNotEqualTo(comedies);
    assertThat(years()).hasSize(10).allMatch(year -> year >= 1980 && year <= 1989);

    browser().find(".entry .act.like").click();
    page().awaitChange("because you liked");
    assertThat(conditions()).containsExactly("1980–1989", "Comedy", "not Romance");
    assertThat(years()).hasSize(10).allMatch(year -> year >= 1980 && year <= 1989);
    browser().find("#undo").click();
    page().awaitChange("Undone");

    browser().find("#wish-text").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    page().awaitChange("what you like again");
    assertThat(conditions()).isEmpty();
    // not the same list as before: the ranker may have been fitted meanwhile
    assertThat(years()).hasSize(10).anyMatch(year -> year > 1989);
  }

  @Test
  void wordsThatFewItemsHaveAreSaidToBeSuch() {
    page().open();
    wish("inceptoin");
    page().awaitChange("The list follows “");
    assertThat(browser().text("#wish-state")).startsWith("Few match");
    assertThat(browser().text(".entry .open")).isEqualTo("Inception");
    page().chooseReader(1);
    assertThat(browser().find("#wish-text").getDomProperty("value")).isEmpty();
    assertThat(browser().find("#wish-state").getText()).isEmpty();
  }

  @Test
  void wishesAreUnderstoodInKorean() {
    browser().languages("ko-KR,ko,en");
    page().open();
    wish("80년대 코미디, 로맨스 말고");
    page().awaitChange("목록을 바꿨어요");
    assertThat(conditions()).containsExactly("1980–1989", "코미디", "로맨스 제외");
    assertThat(years()).hasSize(10).allMatch(year -> year >= 1980 && year <= 1989);
  }
}
