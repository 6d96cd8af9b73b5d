/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/** The ranker has too much to do to begin this; nothing is wrong with it. */
public final class RankerBusyException extends RankerException {
  private static final long serialVersionUID = 1L;

  public RankerBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}
