/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

/** An option or file that can't be used; the message says in one line what would be right. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }
}
