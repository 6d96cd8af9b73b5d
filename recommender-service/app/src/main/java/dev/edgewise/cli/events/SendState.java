/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.recommend.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
    Path file = directory.resolve("sent-" + digest(hash + "\n" + target).substring(0, 32));
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
    WholeFile.write(file, number + "\n");
    line = number;
  }

  private static String digest(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
