/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Damages bytes as bad networks and bad programs do. */
final class Damage {
  private static final String HARD = "{}[]\",:\\u0e9-%";

  private Damage() {}

  /** Returns the bytes with one to four faults, or sometimes entirely different bytes. */
  static byte[] to(byte[] bytes, Random random) {
    if (random.nextInt(20) == 0) {
      byte[] others = new byte[random.nextInt(64)];
      random.nextBytes(others);
      return others;
    }
    List<Byte> damaged = new ArrayList<>();
    for (byte b : bytes) {
      damaged.add(b);
    }
    for (int n = random.nextInt(4); n >= 0 && !damaged.isEmpty(); n--) {
      int at = random.nextInt(damaged.size());
      switch (random.nextInt(4)) {
        case 0 -> damaged.set(at, (byte) random.nextInt(256));
        case 1 -> damaged.remove(at);
        case 2 -> damaged.add(at, (byte) HARD.charAt(random.nextInt(HARD.length())));
        default -> damaged.subList(at, Math.min(damaged.size(), at + random.nextInt(20))).clear();
      }
    }
    ByteArrayOutputStream result = new ByteArrayOutputStream(damaged.size());
    damaged.forEach(result::write);
    return result.toByteArray();
  }
}
