/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import dev.edgewise.phi.token.ModelException;

/** The limit on native memory for keys and values, and the bytes in use. Thread-safe. */
public final class CacheBudget {
  private final long limit;
  private long used;

  public CacheBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Reserves bytes.
   *
   * @throws ModelException when fewer bytes are left; the message names the requested bytes, the
   *     bytes in use and the limit
   */
  public synchronized void take(long bytes) {
    if (bytes > limit - used) {
      throw ModelException.of(
          "Keys and values of %d bytes don't fit: %d of at most %d bytes are in use",
          bytes, used, limit);
    }
    used += bytes;
  }

  public synchronized void giveBack(long bytes) {
    used -= bytes;
  }

  public synchronized long used() {
    return used;
  }
}
