/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/** Thrown when a ranker has too much work to begin a request. The ranker itself is healthy. */
public final class RankerBusyException extends RankerException {
  private static final long serialVersionUID = 1L;

  public RankerBusyException(String message) {
    super(message);
  }

  public RankerBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}
