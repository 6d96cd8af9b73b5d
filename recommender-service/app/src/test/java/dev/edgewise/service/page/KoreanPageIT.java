/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a browser whose first language is Korean. */
class KoreanPageIT extends BrowserTest {
  @BeforeEach
  void speakKorean() {
    browser().languages("ko-KR,ko,en");
  }

  @Test
  void nothingThatThePageSaysIsInEnglish() {
    page().open();
    browser().find("#trending .card");
    isKorean("the page of a stranger");
    String title = browser().text(".entry .open");
    browser().tabTo(".entry .open");
    browser().press("ㅣ"); // what the key L sends from a Korean keyboard

    assertThat(page().awaitChange("반영")).startsWith("“" + title + "” 좋아요를 반영했어요.");
    browser().find(".events li");
    isKorean("a list after a like");

    page().chooseReader(1);
    browser().find("#details").click();
    browser().find("#timings .stages");
    isKorean("the page of a known reader with details");
    fits("the page in Korean");
    browser().find(".entry .why").click();
    browser().find("#item[open] .evidence");
    isKorean("the reason of an entry");
  }

  @Test
  void reasonsAreAskedForInKorean() {
    page().open();
    assertThat(browser().requests())
        .filteredOn(url -> url.contains("v1/recommendations/"))
        .isNotEmpty()
        .allMatch(url -> url.contains("&lang=ko"));
    assertThat(browser().text(".entry .reason span")).containsPattern("\\p{IsHangul}");
  }

  @Test
  void thePageTakesTheFirstLanguageThatItHas() {
    browser().languages("fr-FR,fr,ko");
    assertThat(languageOfPage()).isEqualTo("ko");
    browser().languages("fr-FR,fr");
    assertThat(languageOfPage()).isEqualTo("en");
  }

  private static Object languageOfPage() {
    browser().open(demo().url());
    browser().text("#heading");
    return browser().script("document.documentElement.lang");
  }

  /** Checks every text on the page, also of elements that are hidden now. */
  private static void isKorean(String state) {
    assertThat(browser().listOf("/page/latin.js")).describedAs(state).isEmpty();
  }
}
