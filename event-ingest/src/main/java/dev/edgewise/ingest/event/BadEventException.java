/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

/**
 * An input that is not a valid event. The message is one line that names the field and the valid
 * values; it quotes at most a short, cleaned part of the input.
 */
public final class BadEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  public BadEventException(String field, String expectation) {
    super(field.isEmpty() ? expectation : field + ": " + expectation);
    this.field = field;
  }

  /** Returns the name of the wrong field; empty when the whole input was wrong. */
  public String field() {
    return field;
  }

  /** Returns the same exception with its place in front of the message. */
  BadEventException at(String place) {
    BadEventException placed = new BadEventException(place, String.valueOf(getMessage()));
    placed.initCause(this);
    return placed;
  }
}
