/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.edgewise.load.process.EdgewiseProcess;
import dev.edgewise.load.process.PlainConnection;
import dev.edgewise.load.process.Polling;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A demo that has learnt from its past events. Used by one thread. */
final class ServedDemo implements AutoCloseable {
  private static final Duration LONGEST_LEARNING = Duration.ofMinutes(45);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final EdgewiseProcess demo;
  private final ServeTarget target;

  private ServedDemo(EdgewiseProcess demo, URI redis) {
    this.demo = demo;
    this.target = new ServeTarget(demo.uri(), redis, demo.handle());
  }

  /** Starts a demo and waits until its ranker is fitted. */
  static ServedDemo start(Path home, Path data, String... options) throws IOException {
    EdgewiseProcess demo = EdgewiseProcess.startDemo(home, data, options);
    try {
      if (!Polling.until(LONGEST_LEARNING, LOOK, () -> hasLearnt(demo.uri()))) {
        throw new IOException("the demo has not learnt within " + LONGEST_LEARNING);
      }
      String port = Files.readString(data.resolve("redis/ports")).strip();
      return new ServedDemo(demo, URI.create("redis://127.0.0.1:" + port));
    } catch (IOException e) {
      demo.close();
      throw e;
    }
  }

  private static boolean hasLearnt(URI demo) throws IOException {
    for (JsonElement check : document(demo, "/q/health/well").getAsJsonArray("checks")) {
      JsonObject one = check.getAsJsonObject();
      if (one.get("name").getAsString().equals("learning")) {
        JsonObject data = one.getAsJsonObject("data");
        return data.has("ranker") && data.get("doing").getAsString().equals("idle");
      }
    }
    throw new IOException("health has no check learning");
  }

  private static JsonObject document(URI demo, String path) throws IOException {
    try (PlainConnection http = new PlainConnection(demo)) {
      return JsonParser.parseString(http.get(path, PlainConnection.JSON)).getAsJsonObject();
    }
  }

  ServeTarget target() {
    return target;
  }

  double mebibytes() {
    return demo.mebibytes();
  }

  /** The number of items in the catalogue. */
  int items() throws IOException {
    return document(target.uri(), "/v1/about").getAsJsonObject("catalogue").get("items").getAsInt();
  }

  /** The number of bytes of the body of a user's list. */
  int bytesOfList(String user) throws IOException {
    try (PlainConnection http = new PlainConnection(target.uri())) {
      String path = "/v1/recommendations/" + user + "?limit=" + ServePlan.LIMIT;
      return http.get(path, PlainConnection.JSON).length();
    }
  }

  @Override
  public void close() {
    demo.close();
  }
}
