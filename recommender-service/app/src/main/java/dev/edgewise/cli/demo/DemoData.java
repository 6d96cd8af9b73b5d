/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.file.AtomicFile;
import dev.edgewise.profile.ValueScale;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The memory of a demo in its data directory: the catalogue, the shift of past events in time, the
 * number of lines of the events file that Kafka has, and whether these are all.
 */
final class DemoData {
  private static final String FILE = "demo.properties";
  private static final String CATALOGUE = "catalogue";
  private static final String SHIFT = "shift";
  private static final String PUBLISHED = "published";
  private static final String IMPORTED = "imported";
  private static final String SCALE = "scale";
  private static final List<String> SERVERS = List.of("kafka", "redis");

  private final Path file;
  private final Properties properties;

  private DemoData(Path file, Properties properties) {
    this.file = file;
    this.properties = properties;
  }

  /**
   * Opens a data directory.
   *
   * @param fresh whether to delete the data of earlier demos first
   * @throws BadInputException when the directory has another catalogue
   */
  static DemoData open(Path directory, DemoFiles files, boolean fresh) throws IOException {
    Path file = directory.resolve(FILE);
    if (fresh) {
      forget(directory);
    }
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        properties.load(in);
      }
    }
    String stored = properties.getProperty(CATALOGUE, files.name());
    if (!stored.equals(files.name())) {
      throw new BadInputException(
          ("%s contains the catalogue %s, not %s; choose another directory with --data, or"
                  + " delete its data with --fresh")
              .formatted(directory, stored, files.name()));
    }
    properties.setProperty(CATALOGUE, files.name());
    return new DemoData(file, properties);
  }

  /** The time added to past events, if an earlier start has chosen one. */
  Optional<Duration> shift() {
    return Optional.ofNullable(properties.getProperty(SHIFT)).map(Duration::parse);
  }

  /** The number of lines of the events file that Kafka has. */
  long published() {
    return Long.parseLong(properties.getProperty(PUBLISHED, "0"));
  }

  void remember(Duration shift, long published) throws IOException {
    properties.setProperty(SHIFT, shift.toString());
    properties.setProperty(PUBLISHED, String.valueOf(published));
    store();
  }

  /** Whether Kafka has all events of a file, by its {@link DemoFiles#fingerprint}. */
  boolean imported(String fingerprint) {
    return fingerprint.equals(properties.getProperty(IMPORTED));
  }

  /** The default scale of ratings that belongs to the imported file, if it has one. */
  Optional<ValueScale> scale() {
    return Optional.ofNullable(properties.getProperty(SCALE)).map(ValueScale::parse);
  }

  /** Remembers that Kafka has all events of a file, so that later starts don't read it. */
  void rememberImported(String fingerprint, Optional<ValueScale> scale) throws IOException {
    properties.setProperty(IMPORTED, fingerprint);
    properties.remove(SCALE);
    scale.ifPresent(known -> properties.setProperty(SCALE, known.format()));
    store();
  }

  private void store() throws IOException {
    AtomicFile.write(file, out -> properties.store(out, "Kept by ./edgewise demo"));
  }

  private static void forget(Path directory) throws IOException {
    for (String server : SERVERS) {
      requireUnused(directory.resolve(server).resolve("lock"));
    }
    for (String server : SERVERS) {
      delete(directory.resolve(server));
    }
    Files.deleteIfExists(directory.resolve(FILE));
  }

  private static void requireUnused(Path lock) throws IOException {
    if (Files.exists(lock) && !canTake(lock)) {
      throw new IllegalStateException(
          lock.getParent() + " is in use by another running demo; stop that demo first");
    }
  }

  private static boolean canTake(Path lock) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process has the lock
    }
  }

  private static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
