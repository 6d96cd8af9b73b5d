/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.load.process.DemoProcess;
import dev.edgewise.load.process.PlainRedis;
import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.Report;
import dev.edgewise.sdk.Edgewise;
import dev.edgewise.sdk.EdgewiseClient;
import dev.edgewise.sdk.UserEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time of an answer that was ranked ahead, against the bare Redis reads behind it (profile and
 * list, on a socket of its own), in turns.
 */
final class StoredRanking {
  private static final int WARM_UP = 200;
  private static final int ROUNDS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern TOTAL = Pattern.compile("\"total\":([0-9.eE-]+)\\}");

  private StoredRanking() {}

  static void measure(DemoProcess demo, Report report) throws IOException, InterruptedException {
    String user = "bench-" + UUID.randomUUID();
    EdgewiseClient client = Edgewise.connect(demo.uri()).withTimeout(PATIENCE);
    String item = client.recommendations(user, 1).items().get(0).id();
    var _ = client.send(UserEvent.now(user, item, "like"));
    URI list = demo.uri().resolve("/v1/recommendations/" + user + "?limit=10");
    try (PlainRedis redis = new PlainRedis(demo.redisPort())) {
      awaitStored(list);
      String profile = PlainRedis.key(user, "profile");
      String ranking = PlainRedis.key(user, "ranking");
      double[] answer = new double[ROUNDS];
      double[] service = new double[ROUNDS];
      double[] bare = new double[ROUNDS];
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        long begun = System.nanoTime();
        redis.get(profile);
        redis.get(ranking);
        long read = System.nanoTime();
        String body = get(list);
        long answered = System.nanoTime();
        if (round >= 0) {
          bare[round] = (read - begun) / 1e6;
          answer[round] = (answered - read) / 1e6;
          service[round] = total(body);
        }
      }
      report.add("ranked ahead: answer over HTTP, median", median(answer), "ms");
      report.add("ranked ahead: in the service, median", median(service), "ms");
      report.add("ranked ahead: bare Redis reads, median", median(bare), "ms");
    }
  }

  private static double median(double[] values) {
    return Medians.percentile(values, 0.5);
  }

  private static void awaitStored(URI list) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!get(list).contains("\"rankedBy\":\"stored\"")) {
      if (System.nanoTime() > end) {
        throw new IOException("no list was made ahead within " + PATIENCE);
      }
      Thread.sleep(100);
    }
  }

  /** By the plainest client there is: a reactive one has more to do than the service. */
  private static String get(URI uri) throws IOException {
    HttpURLConnection http = (HttpURLConnection) uri.toURL().openConnection();
    if (http.getResponseCode() != 200) {
      throw new IOException("the service answered " + http.getResponseCode());
    }
    try (InputStream body = http.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static double total(String body) throws IOException {
    Matcher matcher = TOTAL.matcher(body);
    if (!matcher.find()) {
      throw new IOException("the answer has no timings");
    }
    return Double.parseDouble(matcher.group(1));
  }
}
