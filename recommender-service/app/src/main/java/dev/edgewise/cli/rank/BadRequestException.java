/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.rank;

/**
 * A request that can't be read; the message says in one line what is wrong and what would be right.
 */
public class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadRequestException(String message) {
    super(message);
  }

  public BadRequestException(String message, Throwable cause) {
    super(message, cause);
  }
}
