/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import dev.edgewise.file.FileFormatException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of items or events can't be read; the message is one line and names file and line. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CatalogueException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The exception for a file that can't be opened, or whose bytes can't be read. */
  public static CatalogueException unreadable(Path file, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException _ -> "there is no such file";
          case FileFormatException other -> String.valueOf(other.getMessage());
          default -> e.toString();
        };
    return new CatalogueException("can't read " + file + ": " + why, e);
  }
}
