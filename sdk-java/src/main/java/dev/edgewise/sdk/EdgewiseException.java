/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import org.jspecify.annotations.Nullable;

/** Thrown when the service or the device can't do what was requested; the message says why. */
public class EdgewiseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The status of a failure without an HTTP answer. */
  public static final int NO_STATUS = 0;

  private final int status;

  public EdgewiseException(String message, int status, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  EdgewiseException(String message, Throwable cause) {
    this(message, NO_STATUS, cause);
  }

  /** Returns the HTTP status of the answer, or {@link #NO_STATUS}. */
  public int status() {
    return status;
  }
}
