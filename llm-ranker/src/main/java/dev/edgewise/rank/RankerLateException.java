/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/** Work was given up because it was not done when it was due. */
public final class RankerLateException extends RankerException {
  private static final long serialVersionUID = 1L;

  /** Creates it; {@code message} names the work. */
  public RankerLateException(String message, Throwable cause) {
    super(message, cause);
  }
}
