/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import java.io.IOException;

/** A file has a format that isn't read; the message names the format and what is read instead. */
public final class FileFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  FileFormatException(String message) {
    super(message);
  }
}
