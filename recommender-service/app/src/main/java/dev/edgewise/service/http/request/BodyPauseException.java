/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import dev.edgewise.service.http.problem.Problem;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/** No part of a body came for too long. */
public final class BodyPauseException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  public BodyPauseException(Duration pause) {
    super(
        "no part of the body came for %d s; send it without such pauses"
            .formatted(pause.toSeconds()));
  }

  /** The problem of a body whose reading failed. */
  public static Problem problem(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyPauseException) {
        return Problem.Kind.TOO_SLOW.of(String.valueOf(cause.getMessage()));
      }
    }
    return Problem.Kind.BAD_REQUEST.of("the body ended too early"); // the client has left
  }
}
