/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of header values, as the HTTP binding of CloudEvents 1.0, section 3.1.3.2, has
 * it: a value may stand in double quotes, and then each escape is undone once.
 */
final class PercentCoding {
  private PercentCoding() {}

  static String decode(String header, String value) throws BadEventException {
    String plain = value.strip();
    if (plain.length() >= 2 && plain.startsWith("\"") && plain.endsWith("\"")) {
      plain = plain.substring(1, plain.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    if (plain.indexOf('%') < 0) {
      return plain;
    }
    try {
      return URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadEventException(
          header, "each % must begin an escape such as %20; % itself is %25");
    }
  }
}
