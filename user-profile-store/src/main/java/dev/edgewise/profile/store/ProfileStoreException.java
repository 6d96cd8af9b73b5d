/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

/** The profile store could not be reached, or its answer was not valid. */
public class ProfileStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProfileStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  public ProfileStoreException(String message) {
    super(message);
  }
}
