/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import dev.edgewise.ingest.local.LocalStartException;

/** The message that the command line prints about a failure. */
public final class ErrorMessage {
  private ErrorMessage() {}

  /** Returns the first line of the message of the first cause that has one. */
  public static String of(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return heapTooSmall();
      }
    }
    Throwable cause = e;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return cause instanceof LocalStartException
        ? message
        : message.lines().findFirst().orElse(message);
  }

  private static String heapTooSmall() {
    return "the heap of %d MiB is too small for these items and events; %s, for example, enlarges it"
        .formatted(Runtime.getRuntime().maxMemory() >> 20, "EDGEWISE_JAVA_OPTIONS=-Xmx2g");
  }
}
