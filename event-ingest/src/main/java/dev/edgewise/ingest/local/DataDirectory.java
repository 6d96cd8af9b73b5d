/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A directory with a lock, so that only one process uses it; the lock ends with the process. */
final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Creates a missing directory and locks it, or throws a {@link LocalStartException}. */
  static DataDirectory take(Path parent, String name) {
    Path path = parent.toAbsolutePath().normalize().resolve(name);
    FileChannel channel = openLock(path);
    try {
      if (channel.tryLock() != null) {
        return new DataDirectory(path, channel);
      }
    } catch (OverlappingFileLockException e) {
      // this very process holds the lock; reported below
    } catch (IOException e) {
      closeQuietly(channel);
      throw new LocalStartException("data directory " + path + " can't be locked: " + e, e);
    }
    closeQuietly(channel);
    throw new LocalStartException(
        ("data directory %s is in use by another running Edgewise (%s is held); "
                + "stop that one or choose another directory")
            .formatted(parent, path.resolve("lock")));
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
      // the end of the process releases the lock, too
    }
  }
}
