/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.file.AtomicFile;
import dev.edgewise.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far a file was sent to a place: the number of the last line that was taken. */
final class SendState {
  private final Path file;
  private long line;

  private SendState(Path file, long line) {
    this.file = file;
    this.line = line;
  }

  /** Where such is kept unless told otherwise. */
  static Path usual() {
    String xdg = System.getenv("XDG_STATE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(xdg);
    return base.resolve("edgewise");
  }

  /**
   * What a directory remembers.
   *
   * @param hash of the file, so that another one of the same name begins anew
   * @param target where it is sent
   * @throws BadInputException when what is there can't be read
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
          file + " must hold the number of a line; delete it to begin anew");
    }
    return new SendState(file, Long.parseLong(text));
  }

  /** The last line that was taken; 0 when none was. */
  long line() {
    return line;
  }

  /** Remembers that lines were taken up to this one. */
  void remember(long number) throws IOException {
    AtomicFile.write(file, number + "\n");
    line = number;
  }
}
