/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.recommend;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Past events in the format of MovieLens, the same for the same seed. They resemble real ones:
 * items are popular by a power law, each user prefers one kind of item, and some users do far more
 * than others.
 */
final class SyntheticPast {
  static final String ITEMS = "movies.dat";
  static final String EVENTS = "ratings.dat";
  private static final int KINDS = 50;
  private static final int TITLE_WORDS = 3;
  private static final int VOCABULARY = 20_000;
  private static final int EVENTS_A_USER = 40;
  private static final long START = 1_700_000_000L;
  private static final int SECONDS = 120 * 86_400;
  private static final double STEEPNESS = 2.2;
  private static final double OWN_KIND = 0.7;

  private final int items;
  private final int events;
  private final Random random;

  SyntheticPast(int items, int events, long seed) {
    this.items = items;
    this.events = events;
    this.random = new Random(seed);
  }

  /** Writes both files into a folder. */
  void write(Path folder) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(ITEMS))) {
      for (int item = 0; item < items; item++) {
        out.write(item + "::" + title() + " (2020)::Kind " + item % KINDS + "\n");
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(EVENTS))) {
      int left = events;
      for (int user = 0; left > 0; user++) {
        int size = (int) Math.min(left, 3 + EVENTS_A_USER * -Math.log(1 - random.nextDouble()));
        write(out, user, size);
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

  private void write(BufferedWriter out, int user, int size) throws IOException {
    int kind = random.nextInt(KINDS);
    for (int i = 0; i < size; i++) {
      int rank = (int) (items * Math.pow(random.nextDouble(), STEEPNESS));
      int item = random.nextDouble() < OWN_KIND ? rank - rank % KINDS + kind : rank;
      long time = START + random.nextInt(SECONDS);
      out.write(user + "::" + Math.min(items - 1, item) + "::4::" + time + "\n");
    }
  }
}
