/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Replaces files as a whole: a reader sees the old content or the new one, whatever is interrupted.
 * One writer a file at a time.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the new content of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file beside the old one, waits until it is on the disk, and puts it in its place.
   * Missing folders are made.
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (FileOutputStream out = new FileOutputStream(part.toFile())) {
      OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
      content.writeTo(buffered);
      buffered.flush();
      out.getFD().sync(); // else a loss of power could leave the new name without content
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The same with UTF-8 text. */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
