/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

/** What is stored for one user can't be read, and trying again won't help. */
public final class UnreadableProfileException extends ProfileStoreException {
  private static final long serialVersionUID = 1;

  public UnreadableProfileException(String message, Throwable cause) {
    super(message, cause);
  }
}
