/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

/** An invalid option or file; the message names the mistake and what is valid, in one line. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }
}
