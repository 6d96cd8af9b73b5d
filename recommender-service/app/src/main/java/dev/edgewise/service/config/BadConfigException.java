/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import java.util.List;

/** An invalid configuration; the message names the setting and valid values in one line. */
public final class BadConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one exception from several problems. */
  static BadConfigException of(List<String> problems) {
    return new BadConfigException("bad configuration: " + String.join("; ", problems));
  }

  public BadConfigException(String message) {
    super(message);
  }
}
