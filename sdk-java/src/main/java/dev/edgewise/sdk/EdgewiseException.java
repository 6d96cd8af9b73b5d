/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import org.jspecify.annotations.Nullable;

/** The service or the device could not do what was asked; the message says why. */
public class EdgewiseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Status of failures that have none: nothing was answered, or nothing was asked of a service. */
  public static final int NO_STATUS = 0;

  private final int status;

  public EdgewiseException(String message, int status, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The HTTP status of the answer, or {@link #NO_STATUS}. */
  public int status() {
    return status;
  }
}
