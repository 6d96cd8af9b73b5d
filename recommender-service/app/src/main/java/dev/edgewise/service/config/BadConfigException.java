/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import java.util.List;

/** An invalid configuration; the message names the setting and valid values in one line. */
public final class BadConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one exception from several problems. */
  static BadConfigException of(List<String> problems) {
    String all = String.join("; ", problems).replace("?; ", "? "); // a hint ends with its own mark
    return new BadConfigException("bad configuration: " + all);
  }

  public BadConfigException(String message) {
    super(message);
  }
}
