/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The actions of a user on the page, and the visible results. */
final class Page {
  private static final String LISTED =
      "#list[data-version] .entry:nth-child(10) .reason span:not(:empty)";

  private final Browser browser;
  private final String url;

  Page(Browser browser, String url) {
    this.browser = browser;
    this.url = url;
  }

  /** Opens the page for the first time and waits for the first list. */
  void open() {
    browser.open(url);
    browser.find("li:nth-child(2) > .reader");
    awaitList();
  }

  /** Opens the page and chooses a known reader by number, from 1. */
  void openReader(int number) {
    open();
    chooseReader(number);
  }

  /** Chooses a known reader by number, from 1. */
  void chooseReader(int number) {
    List<WebElement> known = browser.all("a.reader[href*='reader=']");
    String address = known.get(number - 1).getDomAttribute("href");
    browser.find("a.reader[href='%s']".formatted(address)).click();
    browser.find(".reader[aria-current][href='%s']".formatted(address));
    browser.find("#facts [data-fact]");
    awaitList();
  }

  /** Chooses known readers until a reason cites a fact that the profile on the page shows. */
  WebElement entryCitingTheProfile() {
    open();
    int readers = browser.all("a.reader[href*='reader=']").size();
    for (int reader = 1; reader <= readers; reader++) {
      chooseReader(reader);
      browser.find("#facts li");
      List<String> facts =
          browser.all("#facts li").stream().map(fact -> fact.getDomAttribute("data-fact")).toList();
      for (WebElement entry : browser.all(".entry")) {
        String details = entry.findElement(By.cssSelector(".meta")).getDomProperty("textContent");
        if (facts.stream().anyMatch(id -> details.matches("(?s).*cites .*\\b" + id + "\\b.*"))) {
          return entry;
        }
      }
    }
    throw new AssertionError("no reason of any reader cites a fact that the profile shows");
  }

  /** Waits for ten items with their reasons. */
  void awaitList() {
    browser.find(LISTED);
  }

  /** Waits until the page tells a change that matches the expression, and returns its text. */
  String awaitChange(String expression) {
    browser.until("/%s/.test(document.querySelector('#change').textContent)".formatted(expression));
    return browser.text("#change");
  }

  /**
   * The title as it ends a sentence of the page: cut if it is long, and with one full stop, also
   * when the title has one, as in "Monsters, Inc.".
   */
  static String ended(String title) {
    String cut = title.length() <= 48 ? title : title.substring(0, 47).stripTrailing() + "…";
    return cut.matches(".*[.…]") ? cut : cut + ".";
  }

  /** The profile version of the list. */
  String version() {
    return String.valueOf(browser.script("document.querySelector('#list').dataset.version"));
  }

  /** Waits for a list of another profile version, with all its reasons. */
  void awaitListAfter(String version) {
    browser.until("document.querySelector('#list').dataset.version !== '%s'".formatted(version));
    browser.until("document.querySelector('.reason span:empty') === null");
  }

  /** The ids of the items in the main list, first place first. */
  List<String> ids() {
    return idsOf(".entry");
  }

  /** The ids of the elements that match the selector, in the order of the page. */
  List<String> idsOf(String selector) {
    String found = "[...document.querySelectorAll(\"" + selector + "\")]";
    String ids = found + ".map(each => each.dataset.id).join(' ')";
    return List.of(browser.script(ids).toString().split(" "));
  }

  /** The id of this browser's own reader. */
  String own() {
    return browser.script("localStorage.getItem('edgewise.reader')").toString();
  }

  /** The id of the reader whose list the page shows. */
  String chosenId() {
    String reader = "new URLSearchParams(location.hash.slice(1)).get('reader')";
    String named = browser.script(reader).toString();
    return named.isEmpty() ? own() : named;
  }

  /** Loads the page again, with what the browser remembers. */
  void reload() {
    browser.reload();
    awaitList();
  }

  /** The id of the item whose entry or card has the focus. */
  String focused() {
    return browser.script("document.activeElement.closest('[data-id]')?.dataset.id").toString();
  }
}
