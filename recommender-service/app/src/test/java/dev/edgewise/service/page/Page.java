/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import java.util.List;
import org.openqa.selenium.WebElement;

/** The actions of a user on the page, and the visible results. */
final class Page {
  private static final String LISTED =
      "#list[data-version] .row:nth-child(10) .reason:not(.pending)";

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

  private void chooseReader(int number) {
    browser.all(".reader").get(number).click();
    browser.find("li:nth-child(%d) > .reader[aria-current]".formatted(number + 1));
    browser.find("#facts [data-fact]");
    awaitList();
  }

  /** Chooses known readers until a reason cites a fact whose number matches the expression. */
  WebElement reasonCiting(String number) {
    open();
    for (int reader = 1; reader < browser.all(".reader").size(); reader++) {
      chooseReader(reader);
      for (WebElement reason : browser.all(".row .reason")) {
        if (reason.getText().matches("(?s).*\\b" + number + "\\b.*")) {
          return reason;
        }
      }
    }
    throw new AssertionError("no reason of any reader cites " + number);
  }

  /** Waits for ten items with their reasons. */
  void awaitList() {
    browser.find(LISTED);
  }

  /** The profile version of the list. */
  String version() {
    return String.valueOf(browser.script("document.querySelector('#list').dataset.version"));
  }

  /** Waits for a list of another profile version, with all its reasons. */
  void awaitRerankAfter(String version) {
    browser.until("document.querySelector('#list').dataset.version !== '%s'".formatted(version));
    browser.until("document.querySelector('.row.stale, .reason.pending') === null");
  }

  /** The ids of the items in the list, first place first. */
  List<String> ids() {
    String rows = "[...document.querySelectorAll('.row')].map(row => row.dataset.id).join(' ')";
    return List.of(browser.script(rows).toString().split(" "));
  }

  /** The id of the item whose row has the focus. */
  String focusedRow() {
    return browser.script("document.activeElement.closest('.row')?.dataset.id").toString();
  }
}
