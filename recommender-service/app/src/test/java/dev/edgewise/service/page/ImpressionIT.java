/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page reports what was on screen, and nothing else. */
class ImpressionIT extends BrowserTest {
  /** Elements of which at least half is on screen, like the page counts. */
  private static final String ON_SCREEN =
      ".filter(each => { const box = each.getBoundingClientRect();"
          + " const inside = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);"
          + " return inside >= box.height / 2; }).map(each => each.dataset.id).join(' ')";

  @Test
  void itemsOnScreenAreReportedOnceWhenTheVisitEnds() throws Exception {
    page().open();
    String me = page().own();
    lookFor(1800);
    Set<String> seen = onScreen(".entry");
    assertThat(seen).isNotEmpty();
    assertThat(page().ids()).hasSizeGreaterThan(seen.size());
    browser().requests();
    page().chooseReader(1);
    assertThat(browser().requests()).filteredOn(url -> url.endsWith("/v1/events")).hasSize(1);

    JsonNode shown = shown(me, seen.size());
    assertThat(names(shown)).isEqualTo(seen);
    shown.forEach(times -> assertThat(times.path("times").asInt()).isEqualTo(1));
  }

  @Test
  void cardsCountOnlyWhenScrolledTo() throws Exception {
    page().open();
    String me = page().own();
    browser().find("#trending .card:nth-child(12)");
    lookFor(1500);
    Set<String> entries = onScreen(".entry");
    browser().script("document.querySelector('#trending').scrollIntoView({block: 'end'})");
    lookFor(1500);
    entries.addAll(onScreen(".entry"));
    List<String> cards = page().idsOf("#trending .card");
    browser().leave();

    Set<String> shown = names(shown(me, entries.size()));
    assertThat(shown).contains(cards.get(0), cards.get(1));
    assertThat(shown).doesNotContainAnyElementsOf(without(cards.subList(6, 12), entries));
  }

  @Test
  void aGlanceDoesNotCountAndLookingChangesNothing() throws Exception {
    page().open();
    String me = page().own();
    List<String> list = page().ids();
    lookFor(1800);
    Set<String> seen = onScreen(".entry");
    browser().script("scrollTo(0, document.body.scrollHeight)");
    browser().script("scrollTo(0, 0)");
    lookFor(2500);
    assertThat(page().ids()).isEqualTo(list);
    browser().leave();
    assertThat(names(shown(me, seen.size()))).isEqualTo(seen);
  }

  private static Set<String> onScreen(String selector) {
    String all = "[...document.querySelectorAll('" + selector + "')]";
    String ids = browser().script(all + ON_SCREEN).toString();
    return new TreeSet<>(List.of(ids.split(" ")));
  }

  private static List<String> without(List<String> all, Set<String> others) {
    return all.stream().filter(each -> !others.contains(each)).collect(Collectors.toList());
  }

  private static Set<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return new TreeSet<>(names);
  }

  /** Waits until the profile has at least this number of shown items, and returns them. */
  private static JsonNode shown(String user, int atLeast) throws Exception {
    JsonNode[] shown = new JsonNode[1];
    browser()
        .until(() -> {
          shown[0] = demo().json("v1/users/" + user + "/export").path("shown");
          return shown[0].size() >= atLeast;
        });
    return shown[0];
  }

  /** Lets the page be on screen for some milliseconds of the browser's clock. */
  private static void lookFor(int millis) {
    double end = ((Number) browser().script("performance.now()")).doubleValue() + millis;
    browser().until("performance.now() > " + end);
  }
}
