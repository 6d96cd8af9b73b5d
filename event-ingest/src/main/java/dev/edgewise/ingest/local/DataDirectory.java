/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A directory that belongs to one process at a time, by a lock that ends with the process. */
final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Creates the directory if need be and takes it.
   *
   * @throws LocalStartException when it can't be written to, or is taken
   */
  static DataDirectory take(Path parent, String name) {
    Path path = parent.toAbsolutePath().normalize().resolve(name);
    FileChannel channel = openLock(path);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return new DataDirectory(path, channel);
      }
    } catch (OverlappingFileLockException e) {
      // taken by this very process; said below
    } catch (IOException e) {
      closeQuietly(channel);
      throw new LocalStartException("data directory " + path + " can't be locked: " + e, e);
    }
    closeQuietly(channel);
    throw new LocalStartException(
        "data directory "
            + parent
            + " is in use by another running Edgewise ("
            + path.resolve("lock")
            + " is held); stop that one or choose another directory");
  }

  private static FileChannel openLock(Path path) {
    try {
      Files.createDirectories(path);
      return FileChannel.open(
          path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new LocalStartException(
          "data directory " + path + " can't be made: " + e.getFile() + " is a file", e);
    } catch (IOException e) {
      throw new LocalStartException(
          "data directory " + path + " can't be written to: " + e.getMessage(), e);
    }
  }

  Path path(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    closeQuietly(lock);
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // closing is all that was wanted, and the process's end does it too
    }
  }
}
