/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

/** Options or data that nothing can be measured with; the message says what would be right. */
public final class BadEvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadEvaluationException(String message) {
    super(message);
  }
}
