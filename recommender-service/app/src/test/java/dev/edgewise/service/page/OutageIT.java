/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.service.RunningDemo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page shows while Kafka or Redis is stalled, and that it recovers by itself. */
class OutageIT extends BrowserTest {
  private static final String CHANGE = "document.querySelector('#change').textContent";
  private static final String FAILURE =
      "(document.querySelector('.notice[data-place=action]')?.textContent ?? '')";

  private static RunningDemo own;

  @BeforeAll
  static void startOwnDemo() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "outage-");
    Path items = folder.resolve("items.jsonl");
    Path events = folder.resolve("events.jsonl");
    Files.writeString(items, lines("{\"id\":\"i#\",\"title\":\"Title #\",\"text\":\"\"}"));
    Files.writeString(
        events,
        lines(
            "{\"user\":\"ann\",\"item\":\"i#\",\"type\":\"view\","
                + "\"time\":\"2026-01-01T00:00:00Z\"}"));
    own = RunningDemo.start(folder, "--items", items.toString(), "--events", events.toString());
  }

  private static String lines(String pattern) {
    return IntStream.range(0, 30)
        .mapToObj(item -> pattern.replace("#", String.valueOf(item)) + "\n")
        .collect(Collectors.joining());
  }

  @AfterAll
  static void stopOwnDemo() {
    if (own != null) {
      own.close();
    }
  }

  @AfterEach
  void onlyUnavailabilityFailed() {
    browser().leave();
    requestsGoOnlyTo(own.url());
    assertThat(browser().complaints()).allMatch(line -> line.contains(" 503 ("));
  }

  @Test
  void aLikeThatTheListCantFollowYetIsSavedAndFollowedLater() {
    openOwn();
    String title = browser().text(".entry .open");
    try (var _ = new Stalled("redis")) {
      browser().find(".entry .act.like").click();
      browser()
          .until(
              "%s === \"Saved: you liked %s. The list can't be updated at the moment."
                      .formatted(CHANGE, title)
                  + " It follows by itself.\"");
      assertThat(browser().text(".entry .open")).isEqualTo(title);
      browser().find(".entry:first-child .act.like[aria-pressed='true']");
      assertThat(browser().all("#undo:not([hidden])")).isEmpty();
      fits("a list that can't follow");
    }
    browser().until("%s.includes('because you liked %s')".formatted(CHANGE, title));
    assertThat(browser().text(".events li")).startsWith(title);
  }

  @Test
  void aPageOpenedWithoutProfilesGetsThemLater() {
    try (var _ = new Stalled("redis")) {
      browser().open(own.url());
      browser().find(".entry:nth-child(10)");
      browser().until("document.querySelector('#notices').textContent.includes('be read')");
      browser().until("document.querySelector('#profile').textContent.includes('at the moment')");
      assertThat(browser().script("document.body.innerText").toString())
          .doesNotContainIgnoringCase("redis")
          .doesNotContain("127.0.0.1");
    }
    browser().until("document.querySelector('#profile').textContent.includes('Nothing yet')");
    browser().until("!document.querySelector('#notices').textContent.includes('be read')");
  }

  @Test
  void aLikeThatCantBeSavedIsTakenBackAndCanBeTriedAgain() {
    openOwn();
    String title = browser().text(".entry .open");
    try (var _ = new Stalled("java")) {
      browser().find(".entry .act.like").click();
      browser().until(FAILURE + ".startsWith('This is not saved yet.')");
      assertThat(browser().all(".act[aria-pressed='true']")).isEmpty();
      browser().until(FAILURE + ".startsWith('This was not saved.')");
      assertThat(browser().all(".act[aria-pressed='true']")).isEmpty();
      assertThat(browser().script("document.body.innerText").toString())
          .doesNotContainIgnoringCase("kafka")
          .doesNotContain("127.0.0.1");
      fits("a like that was not saved");
    }
    browser()
        .until(() -> {
          browser().script("document.querySelector('.notice .plain')?.click()");
          return browser().script(CHANGE).toString().contains("because you liked " + title);
        });
    browser().find(".events li");
    assertThat(browser().all(".events li")).hasSize(1);
    assertThat(browser().script(FAILURE)).isEqualTo("");
  }

  @Test
  void aLikeThatIsSavedLateCountsAfterAll() {
    openOwn();
    String title = browser().text(".entry .open");
    try (var _ = new Stalled("java")) {
      browser().find(".entry .act.dislike").click();
      browser().until(FAILURE + ".startsWith('This is not saved yet.')");
      assertThat(browser().text(".entry .open")).isEqualTo(title);
    }
    browser().until("%s.includes('because you want less like %s')".formatted(CHANGE, title));
    assertThat(browser().script(FAILURE)).isEqualTo("");
  }

  private static void openOwn() {
    browser().open(own.url());
    browser().find("#list[data-version] .entry:nth-child(10) .reason span:not(:empty)");
    browser().until("document.querySelector('#profile').textContent.includes('Nothing yet')");
  }

  /** A server of the demo that is stopped like by a debugger, until it is closed. */
  private static final class Stalled implements AutoCloseable {
    private final long pid;

    Stalled(String program) {
      pid =
          own.handle()
              .descendants()
              .filter(each -> nameOf(each).startsWith(program))
              .findFirst()
              .orElseThrow()
              .pid();
      signal("-STOP");
    }

    /** The name of its file; redis-server may be a link to another program of Redis. */
    private static String nameOf(ProcessHandle process) {
      String command = process.info().command().orElse("");
      return command.substring(command.lastIndexOf('/') + 1);
    }

    private void signal(String name) {
      try {
        Process kill = new ProcessBuilder("kill", name, String.valueOf(pid)).start();
        assertThat(kill.waitFor()).isZero();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      signal("-CONT");
    }
  }
}
