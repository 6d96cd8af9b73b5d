/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk.examples;

import dev.edgewise.sdk.DeviceItem;
import dev.edgewise.sdk.Edgewise;
import dev.edgewise.sdk.OnDeviceRanker;
import dev.edgewise.sdk.Recommendations;
import dev.edgewise.sdk.UserEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Ranks films for the user of this device, without a network: {@code OnDeviceExample ARCHIVE}. */
public final class OnDeviceExample {
  private OnDeviceExample() {}

  public static void main(String[] args) {
    run(Path.of(args.length > 0 ? args[0] : "../llm-ranker/models/films-small"), System.out);
  }

  static void run(Path archive, PrintStream out) {
    DeviceItem inception = film("1375666", "Inception", "2010", "Sci-Fi", "Action");
    List<DeviceItem> films =
        List.of(
            film("0317705", "The Incredibles", "2004", "Animation", "Family"),
            film("0133093", "The Matrix", "1999", "Sci-Fi", "Action"),
            film("0332280", "The Notebook", "2004", "Drama", "Romance"),
            film("0482571", "The Prestige", "2006", "Drama", "Mystery"));
    try (OnDeviceRanker edgewise = Edgewise.onDevice(archive)) {
      edgewise.record(UserEvent.now("me", inception.id(), "like"), inception);
      Recommendations list = edgewise.rank(films, 3, Duration.ofSeconds(5));
      out.println("ranked by " + list.model() + (list.trained() ? "" : " (untrained)"));
      for (Recommendations.Entry entry : list.items()) {
        out.println(entry.rank() + ". " + entry.title() + ": " + entry.reason());
      }
    }
  }

  private static DeviceItem film(String id, String title, String year, String... genres) {
    return new DeviceItem(id, title, "genre", List.of(genres), Map.of("year", year));
  }
}
