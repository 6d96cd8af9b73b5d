/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

/**
 * The store's {@link ProfileStore#generation} is not the expected one: its latest writes may be
 * lost. Read events again from a checkpoint before you apply later ones.
 */
public final class StoreChangedException extends ProfileStoreException {
  private static final long serialVersionUID = 1;

  public StoreChangedException(long expected, long actual) {
    super("the store is at generation " + actual + ", not " + expected + " any more");
  }
}
