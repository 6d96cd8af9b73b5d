/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * The HTTP server of a program with which the service is compared, on the Vert.x of the service
 * with one event loop for each processor.
 */
public final class BareServer {
  private BareServer() {}

  /** Serves until the standard input ends, each line of which it answers with the port. */
  public static void run(Handler<HttpServerRequest> handler) throws Exception {
    int port = EdgewiseProcess.freePort();
    int cores = Runtime.getRuntime().availableProcessors();
    Vertx.vertx()
        .deployVerticle(() -> new Door(handler, port), new DeploymentOptions().setInstances(cores))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    ChildProcess.answerLines(line -> "" + port);
  }

  /** The server of one event loop. */
  private static final class Door extends AbstractVerticle {
    private final Handler<HttpServerRequest> handler;
    private final int port;

    Door(Handler<HttpServerRequest> handler, int port) {
      this.handler = handler;
      this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer()
          .requestHandler(handler)
          .listen(port, "127.0.0.1")
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
