/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.Report;
import dev.edgewise.sdk.Accepted;
import dev.edgewise.sdk.Edgewise;
import dev.edgewise.sdk.EdgewiseClient;
import dev.edgewise.sdk.Recommendations;
import dev.edgewise.sdk.UserEvent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/**
 * The time from sending an event until a recommendation that has seen it is there: HTTP, Kafka,
 * profile, candidates, model, reasons, all of it. A new user likes the first of what they are
 * shown.
 */
final class EventToRecommendation {
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private EventToRecommendation() {}

  static void measure(URI service, Report report) throws IOException {
    EdgewiseClient client = Edgewise.connect(service).withTimeout(PATIENCE);
    double[] millis = new double[ROUNDS];
    int ranked = 0;
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      String user = "bench-" + UUID.randomUUID();
      String item = client.recommendations(user, 1).items().get(0).id();
      long begun = System.nanoTime();
      Accepted accepted = client.send(UserEvent.now(user, item, "like"));
      Recommendations list = client.recommendations(user, 10, PATIENCE, accepted.token());
      double took = (System.nanoTime() - begun) / 1e6;
      if (!list.known() || list.items().stream().anyMatch(entry -> entry.id().equals(item))) {
        throw new IOException("a recommendation asked for with the event's token had not seen it");
      }
      if (round >= 0) {
        millis[round] = took;
        ranked += list.degraded() ? 0 : 1;
      }
    }
    report.add("event to recommendation, median", Medians.percentile(millis, 0.5), "ms");
    report.add("event to recommendation, 95 %", Medians.percentile(millis, 0.95), "ms");
    report.add("of these ranked by the model", ranked, "of " + ROUNDS);
  }
}
