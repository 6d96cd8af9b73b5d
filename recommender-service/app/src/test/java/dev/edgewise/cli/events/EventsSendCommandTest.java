/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.edgewise.cli.EdgewiseCommand;
import dev.edgewise.file.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command with a server that sends scripted answers. */
class EventsSendCommandTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Queue<Scripted> script = new ConcurrentLinkedQueue<>();
  private final List<List<String>> bodies = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private HttpServer server;

  private record Scripted(int status, String body) {}

  @BeforeEach
  void start() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    server.createContext("/v1/events", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    List<String> lines =
        new String(exchange.getRequestBody().readAllBytes(), UTF_8).lines().toList();
    bodies.add(lines);
    keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
    Scripted next = script.poll();
    Scripted answer = next == null ? new Scripted(202, accepted(lines.size())) : next;
    byte[] body = answer.body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Retry-After", "0");
    exchange.sendResponseHeaders(answer.status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String accepted(int count) {
    return "{\"accepted\":" + count + ",\"rejected\":[]}";
  }

  private static String rejected(int accepted, int index, int status, String detail) {
    return "{\"accepted\":%d,\"rejected\":[{\"index\":%d,\"problem\":{\"status\":%d,\"detail\":\"%s\"}}]}"
        .formatted(accepted, index, status, detail);
  }

  private Path file(int lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= lines; i++) {
      text.append("{\"user\":\"u\",\"item\":\"i")
          .append(i)
          .append("\",\"type\":\"view\",\"time\":\"2026-01-31T12:00:00Z\"}\n");
    }
    return Files.writeString(directory.resolve("events.jsonl"), text);
  }

  private int send(Path file, String... options) {
    List<String> arguments = new ArrayList<>(List.of("events", "send", file.toString()));
    if (!List.of(options).contains("--url")) {
      arguments.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
    }
    arguments.addAll(List.of("--state", directory.resolve("state").toString()));
    arguments.addAll(List.of(options));
    return EdgewiseCommand.run(
        new PrintStream(said, true, UTF_8), arguments.toArray(String[]::new));
  }

  private String said() {
    return said.toString(UTF_8);
  }

  @Test
  void sendsBatchesInOrderWithIdsOfTheFile() throws Exception {
    assertThat(send(file(2_500), "--api-key", "secret")).isZero();

    assertThat(bodies).extracting(List::size).containsExactly(1000, 1000, 500);
    assertThat(bodies.getFirst().getFirst()).containsPattern("\"id\":\"[0-9a-f]{32}:1\"");
    assertThat(bodies.getLast().getLast()).contains("\"item\":\"i2500\"");
    assertThat(keys).containsOnly("Bearer secret");
  }

  private Path ratings(String... values) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String value : values) {
      text.append("{\"user\":\"u\",\"item\":\"i\",\"type\":\"rate\",\"value\":")
          .append(value)
          .append(",\"source\":\"s\",\"time\":\"2026-01-31T12:00:00Z\"}\n");
    }
    return Files.writeString(directory.resolve("ratings.jsonl"), text);
  }

  @Test
  void ratingsCarryTheScaleThatTheirFileShows() throws Exception {
    assertThat(send(ratings("7", "0", "5"))).isZero();
    assertThat(bodies.getFirst())
        .hasSize(3)
        .allMatch(line -> line.contains("\"context\":{\"learntScale\":\"0,10\"}"));
  }

  @Test
  void ratingsCarryTheGivenScale() throws Exception {
    assertThat(send(ratings("4"), "--scale", "0.5,5")).isZero();
    assertThat(bodies.getFirst().getFirst()).contains("\"context\":{\"ratingScale\":\"0.5,5\"}");
    assertThat(send(ratings("4"), "--scale", "5")).isEqualTo(2);
    assertThat(said()).contains("--scale").contains("for example 1,5");
  }

  @Test
  void readsGzip() throws Exception {
    assertThat(send(gzip(file(3)))).isZero();
    assertThat(bodies).extracting(List::size).containsExactly(3);
  }

  private Path gzip(Path file) throws IOException {
    Path zipped = directory.resolve("events.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      Files.copy(file, out);
    }
    return zipped;
  }

  /** Found in a review: the message had no file, no line and no count. */
  @Test
  void aFileThatIsCutOffIsNamedWithItsLineAndCount() throws Exception {
    Path zipped = gzip(file(3));
    byte[] whole = Files.readAllBytes(zipped);
    Files.write(zipped, Arrays.copyOf(whole, whole.length - 9));
    assertThat(send(zipped)).isEqualTo(2);
    assertThat(said()).contains(zipped + " line 3: the gzip data break off here");
    assertThat(bodies).extracting(List::size).containsExactly(2);
    Files.write(zipped, whole);
    assertThat(send(zipped)).isZero();
    assertThat(bodies).extracting(List::size).containsExactly(2, 1);
  }

  /** Such a file ended with exit status 0. */
  @Test
  void whatFollowsGzipDataIsNamed() throws Exception {
    Path zipped = gzip(file(100));
    Files.writeString(zipped, "garbage", StandardOpenOption.APPEND);
    assertThat(send(zipped)).isEqualTo(2);
    assertThat(said()).contains(zipped + " line 101: something else follows the gzip data here");
    assertThat(bodies).extracting(List::size).containsExactly(100);
  }

  @Test
  void otherFormatsAreRefusedBeforeAnythingIsSent() throws Exception {
    Path file = Files.writeString(file(1), "[" + Files.readString(file(1)) + "]");
    assertThat(send(file)).isEqualTo(2);
    assertThat(said()).contains("events.jsonl: a JSON array; one object a line is read");
    Files.write(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1, 2, 3});
    assertThat(send(file)).isEqualTo(2);
    assertThat(said()).contains("compressed with zstd; a plain file or gzip is read");
    assertThat(bodies).isEmpty();
  }

  @Test
  void triesAgainWhileTheServiceIsBusyOrAway() throws Exception {
    script.add(new Scripted(429, "{\"detail\":\"busy\"}"));
    script.add(new Scripted(503, "not even JSON"));
    assertThat(send(file(3))).isZero();
    assertThat(bodies).extracting(List::size).containsExactly(3, 3, 3);
  }

  @Test
  void whatKafkaDidNotTakeIsSentAgainAlone() throws Exception {
    script.add(new Scripted(202, rejected(2, 1, 503, "Kafka was away")));
    assertThat(send(file(3))).isZero();
    assertThat(bodies).hasSize(2);
    assertThat(bodies.getLast()).singleElement().asString().contains("\"item\":\"i2\"");
  }

  /** Found in a review: the second run said nothing of the rejected event and ended with 0. */
  @Test
  void whatTheServiceRejectsIsSentAgainByTheNextRun() throws Exception {
    script.add(new Scripted(202, rejected(999, 4, 400, "no such item")));
    assertThat(send(file(1_200))).isEqualTo(1);
    assertThat(bodies).hasSize(2);
    script.add(new Scripted(202, rejected(0, 0, 400, "no such item")));
    assertThat(send(file(1_200))).isEqualTo(1);
    assertThat(bodies.get(2)).singleElement().asString().contains("\"item\":\"i5\"");
    assertThat(send(file(1_200))).isZero();
    assertThat(bodies.get(3)).isEqualTo(bodies.get(2));
    assertThat(send(file(1_200))).isZero();
    assertThat(bodies).hasSize(4);
  }

  /** Found in a review: three events, then four in the same file, then as gzip counted eleven. */
  @Test
  void aFileThatGrewSendsOnlyItsNewEvents() throws Exception {
    assertThat(send(file(3))).isZero();
    assertThat(send(file(4))).isZero();
    assertThat(bodies).extracting(List::size).containsExactly(3, 1);
    assertThat(bodies.getLast().getFirst()).contains("\"item\":\"i4\"");

    String text = Files.readString(file(4));
    Path other = Files.writeString(directory.resolve("x"), "\n" + text.replace("\n", "\r\n"));
    assertThat(send(other)).isZero();
    assertThat(send(gzip(file(4)))).isZero();
    assertThat(bodies).hasSize(2);
    assertThat(send(Files.writeString(other, text + text))).isZero();
    assertThat(bodies.getLast()).as("equal lines of one file are different events").hasSize(4);
  }

  @Test
  void theStateOfTheFirstVersionIsReadForAnUnchangedFile() throws Exception {
    Path file = file(3);
    String target = "http://127.0.0.1:" + server.getAddress().getPort() + "\napi";
    String name = Sha256.hex(Sha256.of(Sha256.hex(file) + "\n" + target)).substring(0, 32);
    Path old = Files.createDirectories(directory.resolve("state")).resolve("sent-" + name);
    Files.writeString(old, "2\n");
    assertThat(send(file)).isZero();
    assertThat(bodies).extracting(List::size).containsExactly(1);
    assertThat(send(file(4))).isZero();
    assertThat(bodies).extracting(List::size).containsExactly(1, 1);
    Files.writeString(directory.resolve("state/sent-" + name), "two\n");
    assertThat(send(file(3))).isEqualTo(2);
  }

  @Test
  void goesOnWhereItWasInterrupted() throws Exception {
    Path file = file(2_500);
    script.add(new Scripted(202, accepted(1000)));
    script.add(new Scripted(401, "{\"detail\":\"send a key\"}"));
    assertThat(send(file)).isEqualTo(1);
    assertThat(said()).contains("answered 401: send a key");

    assertThat(send(file)).isZero();
    assertThat(bodies).extracting(List::size).containsExactly(1000, 1000, 1000, 500);
    assertThat(bodies.get(2).getFirst()).contains("\"item\":\"i1001\"");
    assertThat(send(file)).as("nothing is left").isZero();
    assertThat(bodies).hasSize(4);
    assertThat(send(file, "--restart")).isZero();
    assertThat(bodies).hasSize(7);
  }

  @Test
  void aLineThatIsNoEventEndsItAfterThoseBefore() throws Exception {
    Path file = file(2);
    Files.writeString(file, Files.readString(file) + "{\"user\":7}\n");
    assertThat(send(file)).isEqualTo(2);
    assertThat(said()).contains("events.jsonl line 3: user: must be a string");
    assertThat(bodies).extracting(List::size).containsExactly(2);
  }

  @Test
  void givesUpWhenPatienceIsAtItsEnd() throws Exception {
    server.stop(0);
    assertThat(send(file(2), "--patience", "0")).isEqualTo(1);
    assertThat(said()).contains("doesn't answer", "gave up before line 1");
  }

  @Test
  void badUsageIsNamed() throws Exception {
    assertThat(send(directory.resolve("none"))).isEqualTo(2);
    assertThat(said()).contains("none is no readable file");
    assertThat(send(file(1), "--url", "localhost:8080")).isEqualTo(2);
    assertThat(said()).contains("--url must be a URL such as http://localhost:8080");
    said.reset();
    assertThat(send(file(1), "--url", "http://a b")).isEqualTo(2);
    assertThat(said()).contains("--url must be a URL such as http://localhost:8080, not 'http://a");
  }
}
