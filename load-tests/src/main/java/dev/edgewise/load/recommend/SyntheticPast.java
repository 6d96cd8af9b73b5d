/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.recommend;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/**
 * Synthetic items and past events, the same for the same seed. They resemble real ones: items are
 * popular by a power law, each user prefers one kind of item, and some users do far more than
 * others. Used by one thread.
 */
public final class SyntheticPast {
  /** The number of users that no past reaches. */
  private static final int ANY_USERS = Integer.MAX_VALUE;

  private static final int KINDS = 50;
  private static final int TITLE_WORDS = 3;
  private static final int VOCABULARY = 20_000;
  private static final int FEWEST_EVENTS = 3;
  private static final long START = 1_700_000_000L;
  private static final int SECONDS = 120 * 86_400;
  private static final double STEEPNESS = 2.2;
  private static final double OWN_KIND = 0.7;

  private final int items;
  private final Random random;

  /** A format of files. */
  private interface Format {
    String item(int item, String title, int kind);

    String event(int user, int item, long second);
  }

  private static final class MovieLens implements Format {
    @Override
    public String item(int item, String title, int kind) {
      return item + "::" + title + " (2020)::Kind " + kind;
    }

    @Override
    public String event(int user, int item, long second) {
      return user + "::" + item + "::4::" + second;
    }
  }

  private static final class JsonLines implements Format {
    @Override
    public String item(int item, String title, int kind) {
      return "{\"id\":\"%d\",\"title\":\"%s\",\"categories\":[\"Kind %d\"],\"attributes\":{}}"
          .formatted(item, title, kind);
    }

    @Override
    public String event(int user, int item, long second) {
      return "{\"user\":\"%d\",\"item\":\"%d\",\"type\":\"like\",\"time\":\"%s\"}"
          .formatted(user, item, Instant.ofEpochSecond(second));
    }
  }

  /** Creates a past over a number of items. */
  public SyntheticPast(int items, long seed) {
    this.items = items;
    this.random = new Random(seed);
  }

  /** The files of a past. */
  public record PastFiles(Path items, Path events) {}

  /** Writes a number of events of as many users as it takes, as MovieLens does. */
  public PastFiles writeMovieLens(Path folder, int events) throws IOException {
    PastFiles files = new PastFiles(folder.resolve("movies.dat"), folder.resolve("ratings.dat"));
    write(files, new MovieLens(), 40, events, ANY_USERS);
    return files;
  }

  /** Writes the likes of a number of users, {@code each} in the mean, as JSON Lines. */
  public PastFiles writeJsonLines(Path folder, int users, int each) throws IOException {
    PastFiles files = new PastFiles(folder.resolve("items.jsonl"), folder.resolve("events.jsonl"));
    write(files, new JsonLines(), each - FEWEST_EVENTS, Integer.MAX_VALUE, users);
    return files;
  }

  private void write(PastFiles files, Format format, int more, int events, int users)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(files.items)) {
      for (int item = 0; item < items; item++) {
        out.write(format.item(item, title(), item % KINDS) + "\n");
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(files.events)) {
      int left = events;
      for (int user = 0; left > 0 && user < users; user++) {
        int size = (int) Math.min(left, FEWEST_EVENTS + more * -Math.log(1 - random.nextDouble()));
        write(out, format, user, size);
        left -= size;
      }
    }
  }

  /** Draws words by a power law, as in real languages. */
  private String title() {
    StringBuilder title = new StringBuilder("The");
    for (int word = 0; word < TITLE_WORDS; word++) {
      title.append(" word").append((int) (VOCABULARY * Math.pow(random.nextDouble(), 2)));
    }
    return title.toString();
  }

  private void write(BufferedWriter out, Format format, int user, int size) throws IOException {
    int kind = random.nextInt(KINDS);
    for (int i = 0; i < size; i++) {
      int rank = (int) (items * Math.pow(random.nextDouble(), STEEPNESS));
      int item = random.nextDouble() < OWN_KIND ? rank - rank % KINDS + kind : rank;
      long time = START + random.nextInt(SECONDS);
      out.write(format.event(user, Math.min(items - 1, item), time) + "\n");
    }
  }
}
