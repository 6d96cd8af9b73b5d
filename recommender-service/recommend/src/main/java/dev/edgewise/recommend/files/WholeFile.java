/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all, whatever is interrupted. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes UTF-8 text in place of what the file held, and makes its folders. */
  public static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
