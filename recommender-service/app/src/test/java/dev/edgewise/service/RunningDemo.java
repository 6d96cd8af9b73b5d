/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** The packaged demo in its own process and directory, with its own Kafka and Redis. */
public final class RunningDemo implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration FIT_PATIENCE = Duration.ofMinutes(15);

  private final Process process;
  private final Path folder;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningDemo(Process process, Path folder, String url) {
    this.process = process;
    this.folder = folder;
    this.url = url;
  }

  /** Starts it in a new folder below target, which `clean` deletes, and waits until it is ready. */
  static RunningDemo startInOwnFolder() throws IOException {
    return start(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "demo-"));
  }

  /** Starts it with its data and its log in a folder, and waits until it is ready. */
  public static RunningDemo start(Path folder, String... options) throws IOException {
    int port = freePort();
    Process process =
        new ProcessBuilder(command(port, folder.resolve("data"), options))
            .redirectErrorStream(true)
            .redirectOutput(log(folder).toFile())
            .start();
    RunningDemo demo = new RunningDemo(process, folder, "http://127.0.0.1:" + port + "/");
    demo.awaitReady();
    return demo;
  }

  private static Path log(Path folder) {
    return folder.resolve("demo.log");
  }

  private static List<String> command(int port, Path data, String... options) {
    List<String> command = new ArrayList<>(command(port, data));
    command.addAll(List.of(options));
    return command;
  }

  private static List<String> command(int port, Path data) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Dedgewise.home=../..",
        "-jar",
        "target/quarkus-app/quarkus-run.jar",
        "demo",
        "--no-browser",
        "--port",
        String.valueOf(port),
        "--data",
        data.toString());
  }

  /**
   * Returns a free port below the ephemeral ports of operating systems. The demo's own servers and
   * clients could take an ephemeral port before the HTTP server does.
   */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // try the next port
      }
    }
  }

  /** Waits for at most a minute until a condition is true. */
  static void until(Callable<Boolean> condition) throws Exception {
    until(Duration.ofMinutes(1), condition);
  }

  /** Waits for at most a minute until a value is the expected one. */
  static <T> void untilIs(T expected, Callable<T> value) throws Exception {
    AtomicReference<T> last = new AtomicReference<>();
    try {
      until(() -> {
        last.set(value.call());
        return expected.equals(last.get());
      });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + " for " + expected + "; it is " + last, e);
    }
  }

  private static void until(Duration patience, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + patience);
      }
      // a latch that stays closed waits without a lock
      new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
  }

  /** The folder of its data ({@code data}) and its log ({@code demo.log}). */
  public Path folder() {
    return folder;
  }

  /** The base URL, with a slash at the end. */
  public String url() {
    return url;
  }

  /** The process of the service. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Sends a GET request. */
  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends a GET request that must succeed, and returns its JSON. */
  public JsonNode json(String path, String... headers) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path, headers);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** What the health check {@code learning} tells. */
  public JsonNode learning() throws IOException, InterruptedException {
    return health("learning");
  }

  /** The address of its Kafka. */
  String kafka() throws IOException {
    return printed("its Kafka is at (\\S+),");
  }

  /** The URI of its Redis. */
  String redis() throws IOException {
    return printed("its Redis at (\\S+)");
  }

  private String printed(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(log(folder)))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  private JsonNode health(String name) throws IOException, InterruptedException {
    for (JsonNode check : JSON.readTree(get("q/health").body()).path("checks")) {
      if (check.path("name").asText().equals(name)) {
        return check.path("data");
      }
    }
    throw new AssertionError("health has no check " + name);
  }

  /** Waits until the ranker is fitted, and returns what health tells about it. */
  public JsonNode awaitFit() throws Exception {
    until(
        FIT_PATIENCE,
        () -> learning().has("ranker") && learning().path("doing").asText().equals("idle"));
    return learning();
  }

  /** Sends a POST request with JSON. */
  public HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  /** Sends a POST request with headers. */
  public HttpResponse<String> postWith(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .headers(headers)
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Sends a PUT request with JSON. */
  public HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    return send("PUT", path, body);
  }

  /** Sends a PATCH request with JSON. */
  public HttpResponse<String> patch(String path, String body)
      throws IOException, InterruptedException {
    return send("PATCH", path, body);
  }

  /** Sends a DELETE request. */
  public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, "");
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, body, "application/json");
  }

  /** Sends a request with a body of this type. */
  HttpResponse<String> send(String method, String path, String body, String type)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Kills the service like a crash, and returns the servers that it had started. */
  public List<ProcessHandle> kill() throws InterruptedException {
    List<ProcessHandle> servers = process.descendants().toList();
    process.destroyForcibly();
    process.waitFor();
    return servers;
  }

  /** Adds an item to the catalogue. Lists contain it until it is hidden. */
  public void putItem(String id, String title) throws IOException, InterruptedException {
    putItem(id, Map.of("id", id, "title", title));
  }

  /** Adds an item with categories. */
  public void putItem(String id, String title, List<String> categories)
      throws IOException, InterruptedException {
    putItem(id, Map.of("id", id, "title", title, "categories", categories));
  }

  /** Takes an item that a test added out of lists, so that other tests don't meet it. */
  public void hideItem(String id) throws IOException, InterruptedException {
    putItem(id, Map.of("id", id, "title", "Hidden", "hidden", true));
  }

  private void putItem(String id, Map<String, Object> item)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = put("v1/items/" + id, JSON.writeValueAsString(item));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroy();
        throw new AssertionError("the demo did not get ready:\n" + Files.readString(log(folder)));
      }
    }
  }

  private boolean ready() throws IOException {
    return Files.readString(log(folder)).contains("Edgewise is ready at") || pause();
  }

  // between two checks; a latch that stays closed waits without a lock
  private static boolean pause() {
    try {
      return new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
