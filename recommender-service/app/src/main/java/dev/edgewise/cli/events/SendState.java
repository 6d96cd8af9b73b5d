/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.file.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;

/**
 * Remembers the events that a service has accepted, by their 64-bit keys, whatever file they came
 * from. A service itself recognises only the latest 256 events of a user. The state grows by eight
 * bytes an event. Several processes may use one directory; an object is for one thread.
 */
final class SendState {
  private final Path file;
  private final long[] sorted;

  private SendState(Path file, long[] sorted) {
    this.file = file;
    this.sorted = sorted;
  }

  /** Reads the state from a directory, which is created if need be. */
  static SendState open(Path directory, URI target) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("accepted-" + name(target.toString()));
    return new SendState(file, Files.exists(file) ? read(file) : new long[0]);
  }

  private static String name(String text) {
    return Sha256.hex(Sha256.of(text)).substring(0, 32);
  }

  private static long[] read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    long[] keys = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(keys);
    Arrays.sort(keys);
    return keys;
  }

  /** Returns whether an earlier run has sent the event with this key, and it was accepted. */
  boolean contains(long key) {
    return Arrays.binarySearch(sorted, key) >= 0;
  }

  /** Remembers events by their keys. */
  void add(Collection<Long> keys) throws IOException {
    ByteBuffer fresh = ByteBuffer.allocate(keys.size() * Long.BYTES);
    keys.stream().filter(key -> !contains(key)).forEach(fresh::putLong);
    fresh.flip();
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      // over the part of a key that a power failure may have left
      channel.position(channel.size() - channel.size() % Long.BYTES);
      while (fresh.hasRemaining()) {
        channel.write(fresh);
      }
      channel.force(false);
    }
  }

  /**
   * Returns the number of lines that version 0.1.0 sent of a file, which is all that it remembered;
   * 0 when it did not send the file as it is now.
   *
   * @param target the URL and the source that it was sent to
   * @throws BadInputException when the directory has an invalid state
   */
  static long linesOfFirstVersion(Path directory, Path sent, String target) throws IOException {
    Path file = directory.resolve("sent-" + name(Sha256.hex(sent) + "\n" + target));
    if (!Files.exists(file)) {
      return 0;
    }
    String text = Files.readString(file).strip();
    if (!text.matches("\\d{1,18}")) {
      throw new BadInputException(
          file + " must contain the number of a line; delete it to send all lines again");
    }
    return Long.parseLong(text);
  }
}
