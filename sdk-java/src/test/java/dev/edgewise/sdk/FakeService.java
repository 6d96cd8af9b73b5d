/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server that gives one prepared answer per request and records the requests. */
public final class FakeService implements AutoCloseable {
  /** A received request. */
  public record Asked(String line, String body, String authorization, String after) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  public FakeService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Prepares the next answer. */
  public FakeService answer(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  /** Prepares to hang up on the next request without an answer. */
  public FakeService hangUp() {
    return answer(0, "");
  }

  /** Returns the requests so far. */
  public List<Asked> asked() {
    return asked;
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            String.valueOf(exchange.getRequestHeaders().getFirst("X-Edgewise-After"))));
    Answer answer = answers.isEmpty() ? new Answer(500, "nothing prepared") : answers.remove();
    if (answer.status != 0) {
      if (answer.status == 302) {
        exchange.getResponseHeaders().set("Location", uri() + "/elsewhere");
      }
      byte[] body = answer.body.getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
