/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

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
}
