/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import dev.edgewise.phi.token.ModelException;

/** Counts the native memory of keys and values, and refuses what would go over the limit. */
public final class CacheBudget {
  private final long limit;
  private long used;

  public CacheBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Takes a share.
   *
   * @throws ModelException when there isn't so much left; it names what is asked, held and allowed
   */
  public synchronized void take(long bytes) {
    if (bytes > limit - used) {
      throw new ModelException(
          String.format(
              "Keys and values of %d bytes don't fit: %d of at most %d bytes are held",
              bytes, used, limit));
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
