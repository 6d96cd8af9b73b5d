/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import dev.edgewise.load.process.ChildProcess;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A program that answers each HTTP request with the same bytes, as many as a list has, on the
 * Vert.x of the service. It answers each line with its port.
 */
final class EmptyEndpoint {
  private EmptyEndpoint() {}

  /** Argument: the number of bytes in an answer. */
  public static void main(String[] args) throws Exception {
    Buffer answer = Buffer.buffer(new byte[Integer.parseInt(args[0])]);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    int cores = Runtime.getRuntime().availableProcessors();
    Vertx.vertx()
        .deployVerticle(
            () -> new EmptyDoor(answer, port), new DeploymentOptions().setInstances(cores))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    ChildProcess.answerLines(line -> "" + port);
    System.exit(0);
  }

  /** A class of its own, so that the process that starts the program needs no Vert.x. */
  private static final class EmptyDoor extends AbstractVerticle {
    private final Buffer answer;
    private final int port;

    EmptyDoor(Buffer answer, int port) {
      this.answer = answer;
      this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer()
          .requestHandler(request -> request.response().end(answer))
          .listen(port, "127.0.0.1")
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
