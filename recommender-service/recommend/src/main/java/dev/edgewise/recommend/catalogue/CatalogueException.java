/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import org.jspecify.annotations.Nullable;

/** A file of items or events can't be read; the message is one line and names file and line. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CatalogueException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
