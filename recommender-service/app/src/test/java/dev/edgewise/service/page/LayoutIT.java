/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.service.RunningDemo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The layout and the accessibility of the page: bounds, overlaps, heights, names of controls and
 * contrast, on four widths of screens in light and dark colours.
 */
class LayoutIT extends BrowserTest {
  private static final String LONG =
      "The Exceedingly Long and Winding Title of a Film That Nobody Could Ever Fit onto a Poster, "
          + "Part the Second: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"
          + "gesellschaft and the Return of the Very Same Title";

  /** Sums the layout shifts of the page so far, except those after a click or a key. */
  private static final String SUM_SHIFTS =
      "(window.shifted = 0, new PerformanceObserver(list => list.getEntries()"
          + ".filter(shift => !shift.hadRecentInput)"
          + ".forEach(shift => { window.shifted += shift.value; }))"
          + ".observe({type: 'layout-shift', buffered: true}))";

  @AfterEach
  void online() {
    browser().offline(false);
  }

  @Test
  void listsRowsAndProfileFit() {
    page().openReader(4);
    browser().find("#trending .card");
    fits("the page of a known reader");
    browser().find("#details").click();
    fits("the same with details");
    browser().find(".entry .why").click();
    browser().find("#item[open] .evidence");
    fits("the reason of an entry");
  }

  @Test
  void theCheckOfAccessFindsWhatIsWrong() {
    page().open();
    browser().find("#trending .card");
    browser().script("document.querySelector('.search label').remove()");
    browser().script("document.querySelector('#query').removeAttribute('placeholder')");
    assertThat(browser().accessProblems())
        .anySatisfy(problem -> assertThat(problem).startsWith("label:").endsWith("#query"));
  }

  @Test
  void aStrangerSeesNoJumps() {
    page().open();
    browser().find("#trending .card");
    fits("the page of a stranger");
    page().reload();
    browser().find("#trending .card");
    browser().script(SUM_SHIFTS);
    browser().until("performance.now() > 3000");
    assertThat(((Number) browser().script("window.shifted")).doubleValue())
        .describedAs("cumulative layout shift while the list and its reasons arrive")
        .isLessThan(0.02);
  }

  @Test
  void longTitlesFitEverywhere() throws Exception {
    demo().putItem("long-title", LONG);
    try {
      page().open();
      browser().find(".entry[data-id='long-title']");
      fits("a list with a long title");
      browser().find("#query").sendKeys("Exceedingly");
      browser().find("#results .found");
      fits("a search that found a long title");
      browser().find(".entry[data-id='long-title'] .open").click();
      browser().text("#item[open] h2");
      fits("the dialog of a long title");
      browser().find("#item .act.like").click();
      page().awaitChange("because you liked The Exceedingly");
      browser().find("#facts");
      fits("a change because of a long title");
    } finally {
      demo().hideItem("long-title");
    }
  }

  @Test
  void fortyReasonsFit() {
    page().openReader(2);
    for (int items = 20; items <= 40; items += 10) {
      browser().find("#more").click();
      browser().find(".entry:nth-child(%d) .reason span:not(:empty)".formatted(items));
    }
    assertThat(browser().all("#more:not([hidden])")).isEmpty();
    browser().find("#details").click();
    fits("forty entries with details");
  }

  @Test
  void errorsFit() {
    page().open();
    browser().offline(true);
    browser().find(".entry .act.like").click();
    browser().find(".notice.error");
    assertThat(browser().text(".notice.error")).startsWith("This was not saved.");
    fits("an action that failed");
    browser().all("a.reader").get(2).click();
    browser().find(".notice[data-place='connection']");
    fits("a lost connection and no list");
    browser().offline(false);
    page().awaitList();
    assertThat(browser().complaints()).allMatch(line -> line.contains("ERR_INTERNET_DISCONNECTED"));
  }

  @Test
  void anEmptyListFits() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tiny-");
    Files.writeString(
        folder.resolve("items.jsonl"),
        "{\"id\":\"a\",\"title\":\"The only one\",\"text\":\"\",\"categories\":[],\"attributes\":{}}\n");
    Files.writeString(
        folder.resolve("events.jsonl"),
        "{\"user\":\"ann\",\"item\":\"a\",\"type\":\"like\",\"time\":\"2026-01-01T00:00:00Z\"}\n");
    List<String> files =
        List.of(
            folder.resolve("items.jsonl").toString(), folder.resolve("events.jsonl").toString());
    try (RunningDemo tiny =
        RunningDemo.start(folder, "--items", files.get(0), "--events", files.get(1))) {
      browser().open(tiny.url());
      browser().find(".entry .act.like").click();
      browser().until("document.querySelector('.entry') === null");
      assertThat(browser().text(".notice")).isEqualTo("There is nothing left to recommend.");
      assertThat(browser().all(".entry")).isEmpty();
      assertThat(browser().all(".shelf:not([hidden])")).isEmpty();
      fits("an empty list");
      browser().leave();
      requestsGoOnlyTo(tiny.url());
    }
  }
}
