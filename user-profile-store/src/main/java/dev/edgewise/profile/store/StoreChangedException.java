/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

/**
 * The store's {@link ProfileStore#generation} is another than expected: what was stored last may be
 * lost, so events must be read again from a checkpoint before later ones are applied.
 */
public final class StoreChangedException extends ProfileStoreException {
  private static final long serialVersionUID = 1;

  public StoreChangedException(long expected, long actual) {
    super("the store is at generation " + actual + ", not " + expected + " any more");
  }
}
