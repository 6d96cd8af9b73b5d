/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real server with clients that stay or disconnect. */
@Timeout(60)
class DisconnectWatchTest {
  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CompletableFuture<String> outcome = new CompletableFuture<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private HttpServer server(long milliseconds) {
    return vertx
        .createHttpServer()
        .requestHandler(request ->
            Thread.ofVirtual()
                .start(() -> {
                  outcome.complete(
                      DisconnectWatch.during(request, () -> work(milliseconds))
                          + (Thread.interrupted() ? ", still interrupted" : ""));
                  request.response().end("done");
                }))
        .listen(0)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private String work(long milliseconds) {
    begun.countDown();
    try {
      return new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS) ? "" : "finished";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static Socket ask(HttpServer server) throws Exception {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    client
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  @Test
  void whoGoesAwayIsNotWorkedForAndTheThreadIsFreeAfterwards() throws Exception {
    HttpServer server = server(50_000);
    try (Socket client = ask(server)) {
      begun.await();
      client.setSoLinger(true, 0); // gone without a word
    }
    assertThat(outcome.get()).isEqualTo("interrupted");
  }

  @Test
  void whoStaysIsServed() throws Exception {
    try (Socket client = ask(server(10))) {
      assertThat(outcome.get()).isEqualTo("finished");
      assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    }
  }
}
