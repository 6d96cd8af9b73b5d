/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.recommend;

import static dev.edgewise.load.report.Medians.timeOf;

import dev.edgewise.load.events.RedisInspector;
import dev.edgewise.load.process.PlainConnection;
import dev.edgewise.load.process.Polling;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures how long users wait for recommendations when nothing else happens. */
final class AnswerTimes {
  private static final Pattern TOTAL = Pattern.compile("\"total\":([0-9.eE-]+)\\}");

  private AnswerTimes() {}

  /**
   * Measures the time from sending an event until a list that has seen it was answered, which takes
   * HTTP, Kafka, profile, candidates, model and reasons. New users like the first item they see.
   */
  static void afterEvents(URI service, Report report) throws IOException {
    int warmUps = 10;
    double[] millis = new double[50];
    int ranked = 0;
    Duration patience = Duration.ofSeconds(30);
    EdgewiseClient client = Edgewise.connect(service).withTimeout(patience);
    for (int round = -warmUps; round < millis.length; round++) {
      String user = "bench-" + UUID.randomUUID();
      String item = client.recommendations(user, 1).items().getFirst().id();
      long begun = System.nanoTime();
      Accepted accepted = client.send(UserEvent.now(user, item, "like"));
      Recommendations list = client.recommendations(user, 10, patience, accepted.token());
      double took = (System.nanoTime() - begun) / 1e6;
      if (!list.known() || list.items().stream().anyMatch(entry -> entry.id().equals(item))) {
        throw new IOException("a list that was asked for with the event's token had not seen it");
      }
      if (round >= 0) {
        millis[round] = took;
        ranked += list.degraded() ? 0 : 1;
      }
    }
    report.add("event to recommendation, median", Medians.percentile(millis, 0.5), "ms");
    report.add("event to recommendation, 95 %", Medians.percentile(millis, 0.95), "ms");
    report.add("of these ranked by the model", ranked, "of " + millis.length);
  }

  /**
   * Measures the answer of a list that was ranked ahead and stored, in turns with the plain reads
   * of profile and list from Redis that are part of it.
   */
  static void ofStoredLists(URI service, URI redisUri, Report report) throws IOException {
    Duration patience = Duration.ofSeconds(60);
    String user = "bench-" + UUID.randomUUID();
    EdgewiseClient client = Edgewise.connect(service).withTimeout(patience);
    String item = client.recommendations(user, 1).items().getFirst().id();
    var _ = client.send(UserEvent.now(user, item, "like"));
    String path = "/v1/recommendations/" + user + "?limit=10";
    String profile = RedisInspector.userKey(user, "profile3");
    String ranking = RedisInspector.userKey(user, "ranking");
    try (PlainConnection http = new PlainConnection(service);
        PlainConnection redis = new PlainConnection(redisUri)) {
      Polling.Condition stored =
          () -> http.get(path, PlainConnection.JSON).contains("\"rankedBy\":\"stored\"");
      if (!Polling.until(patience, Duration.ofMillis(100), stored)) {
        throw new IOException("no list was stored within " + patience);
      }
      String[] body = {""};
      Medians.Timed read =
          () -> {
            var _ = redis.readRedis(profile);
            var _ = redis.readRedis(ranking);
          };
      Medians.Timed answer = () -> body[0] = http.get(path, PlainConnection.JSON);
      Medians.Measurement total = () -> total(body[0]);
      double[] medians = Medians.inTurns(200, 500, timeOf(read), timeOf(answer), total);
      report.add("ranked ahead: answer over HTTP, median", medians[1], "ms");
      report.add("ranked ahead: in the service, median", medians[2], "ms");
      report.add("ranked ahead: bare Redis reads, median", medians[0], "ms");
    }
  }

  /** The time that the service itself measured, in milliseconds. */
  private static double total(String body) throws IOException {
    Matcher total = TOTAL.matcher(body);
    if (!total.find()) {
      throw new IOException("an answer has no timings: " + body);
    }
    return Double.parseDouble(total.group(1));
  }
}
