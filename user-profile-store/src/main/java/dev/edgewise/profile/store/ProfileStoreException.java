/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

/** The store of profiles could not be reached or gave an answer that makes no sense. */
public class ProfileStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProfileStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What the store found by itself. */
  ProfileStoreException(String message) {
    super(message);
  }
}
