/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

/** An invalid configuration; the message names the setting and valid values in one line. */
public final class BadConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadConfigException(String message) {
    super(message);
  }
}
