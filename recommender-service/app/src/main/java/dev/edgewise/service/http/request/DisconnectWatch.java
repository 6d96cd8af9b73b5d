/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/**
 * Interrupts the thread that works for a client when the client disconnects, so that the thread
 * starts no further work for it.
 */
public final class DisconnectWatch {
  private final Thread worker = Thread.currentThread();
  private boolean ended;

  private DisconnectWatch() {}

  /** Runs work for the client of a request on the calling thread. */
  public static <T> T during(HttpServerRequest request, Supplier<T> work) {
    DisconnectWatch watch = new DisconnectWatch();
    request.response().closeHandler(closed -> watch.disconnected());
    try {
      return work.get();
    } finally {
      watch.end();
    }
  }

  private synchronized void disconnected() {
    if (!ended) {
      worker.interrupt();
    }
  }

  private synchronized void end() {
    ended = true;
    boolean _ = Thread.interrupted(); // the thread continues with other work
  }
}
