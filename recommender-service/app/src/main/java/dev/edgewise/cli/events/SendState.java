/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.file.AtomicFile;
import dev.edgewise.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Remembers the last line of a file that a service accepted or rejected. For one thread. */
final class SendState {
  private final Path file;
  private long line;

  private SendState(Path file, long line) {
    this.file = file;
    this.line = line;
  }

  /**
   * Reads the state from a directory.
   *
   * @param hash of the file, so that another file with the same name starts from its first line
   * @param target the service and the source
   * @throws BadInputException when the directory has an invalid state
   */
  static SendState open(Path directory, String hash, String target) throws IOException {
    Path file =
        directory.resolve("sent-" + Sha256.hex(Sha256.of(hash + "\n" + target)).substring(0, 32));
    if (!Files.exists(file)) {
      return new SendState(file, 0);
    }
    String text = Files.readString(file).strip();
    if (!text.matches("\\d{1,18}")) {
      throw new BadInputException(
          file + " must contain the number of a line; delete it to send all lines again");
    }
    return new SendState(file, Long.parseLong(text));
  }

  /** The number of the last sent line; 0 for none. */
  long line() {
    return line;
  }

  void remember(long number) throws IOException {
    AtomicFile.write(file, number + "\n");
    line = number;
  }
}
