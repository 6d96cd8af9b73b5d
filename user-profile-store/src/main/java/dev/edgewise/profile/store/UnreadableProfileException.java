/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

/** A user's stored profile can't be read; a repetition will not help. */
public final class UnreadableProfileException extends ProfileStoreException {
  private static final long serialVersionUID = 1;

  public UnreadableProfileException(String message, Throwable cause) {
    super(message, cause);
  }
}
