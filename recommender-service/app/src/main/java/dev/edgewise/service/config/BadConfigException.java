/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

/** The configuration can't be used; the message says in one line what would be right. */
public final class BadConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadConfigException(String message) {
    super(message);
  }
}
