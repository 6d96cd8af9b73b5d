/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

/** Nothing can be measured with these options or data; the message tells the user what to do. */
public final class BadEvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadEvaluationException(String message) {
    super(message);
  }
}
