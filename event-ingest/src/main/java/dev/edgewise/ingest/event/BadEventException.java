/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

/**
 * What was sent as an event isn't one. The message is one line that names the field and says what
 * would be right; it quotes at most a short, cleaned piece of the input.
 */
public final class BadEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  public BadEventException(String field, String expectation) {
    super(field.isEmpty() ? expectation : field + ": " + expectation);
    this.field = field;
  }

  /** The field that was wrong, empty when the whole input was. */
  public String field() {
    return field;
  }

  /** The same complaint, with the place it came from in front. */
  BadEventException at(String place) {
    BadEventException placed = new BadEventException(place, String.valueOf(getMessage()));
    placed.initCause(this);
    return placed;
  }
}
