/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/** Thrown when a ranker fails. */
public class RankerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RankerException(String message) {
    super(message);
  }

  public RankerException(String message, Throwable cause) {
    super(message, cause);
  }
}
