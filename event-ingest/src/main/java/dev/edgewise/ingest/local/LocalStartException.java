/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import org.jspecify.annotations.Nullable;

/**
 * A local broker or Redis did not start. The first line of the message gives the reason; the end of
 * the process's log may follow.
 */
public final class LocalStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LocalStartException(String message) {
    super(message);
  }

  public LocalStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
