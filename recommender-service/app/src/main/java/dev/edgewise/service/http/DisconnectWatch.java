/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/**
 * Interrupts the thread that works for a client when the client goes away, so that what was not
 * begun for it is not begun any more.
 */
final class DisconnectWatch {
  private final Thread worker = Thread.currentThread();
  private boolean over;

  private DisconnectWatch() {}

  /** Does work for the client of a request, on the calling thread. */
  static <T> T during(HttpServerRequest request, Supplier<T> work) {
    DisconnectWatch watch = new DisconnectWatch();
    request.response().closeHandler(closed -> watch.gone());
    try {
      return work.get();
    } finally {
      watch.end();
    }
  }

  private synchronized void gone() {
    if (!over) {
      worker.interrupt();
    }
  }

  private synchronized void end() {
    over = true;
    boolean _ = Thread.interrupted(); // the thread goes on to other work
  }
}
