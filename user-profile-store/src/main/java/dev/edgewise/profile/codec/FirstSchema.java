/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.codec;

import dev.edgewise.profile.AppliedEvents;
import dev.edgewise.profile.Circumstances;
import dev.edgewise.profile.EventKey;
import dev.edgewise.profile.FoldedHistory;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.StatedPreferences;
import dev.edgewise.profile.Tally;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads profiles of schema version 1. They keep all affinities as sums by the medium half-life, and
 * their interactions have neither traits nor keys.
 */
final class FirstSchema {
  private static final int SCHEMA = 1;

  private FirstSchema() {}

  /** Decodes a profile, or throws an {@link IllegalArgumentException} for other bytes. */
  static Profile decode(String user, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readUnsignedByte() != SCHEMA || !in.readUTF().equals(user)) {
        throw new IllegalArgumentException("the profile of another user");
      }
      Profile profile = read(user, in);
      if (in.available() > 0) {
        throw new IllegalArgumentException(in.available() + " bytes too many after a profile");
      }
      return profile;
    } catch (EOFException e) {
      throw new IllegalArgumentException("profile cut short at " + bytes.length + " bytes", e);
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("not a profile: " + e.getMessage(), e);
    }
  }

  private static Profile read(String user, DataInputStream in) throws IOException {
    long version = in.readLong();
    long interactions = in.readLong();
    List<Interaction> recent = readRecent(in);
    SortedMap<String, Tally> traits = new TreeMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      String trait = in.readUTF();
      traits.put(trait, new Tally(0, in.readDouble(), 0, 0));
    }
    Instant landmark = readTime(in); // also follows from the latest event
    SortedMap<String, Instant> finished = new TreeMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      finished.put(in.readUTF(), requireTime(in));
    }
    AppliedEvents applied = readApplied(in);
    Instant firstSeen = readTime(in);
    Instant lastSeen = readTime(in);
    if ((landmark == null) != (lastSeen == null)) {
      throw new IOException("sums need the time of the latest event");
    }
    return new Profile(
        user,
        version,
        interactions,
        recent,
        new FoldedHistory(traits, new TreeMap<>(), finished),
        new TreeMap<>(),
        List.of(),
        StatedPreferences.NOTHING,
        Circumstances.NONE,
        applied,
        firstSeen,
        lastSeen,
        in.readUTF());
  }

  private static AppliedEvents readApplied(DataInputStream in) throws IOException {
    SortedMap<String, Long> watermarks = new TreeMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      watermarks.put(in.readUTF(), in.readLong());
    }
    List<Long> keys = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      keys.add(EventKey.folded(in.readLong()));
    }
    int from = Math.max(0, keys.size() - AppliedEvents.KEYS);
    return new AppliedEvents(watermarks, keys.subList(from, keys.size()), null);
  }

  private static List<Interaction> readRecent(DataInputStream in) throws IOException {
    List<Interaction> recent = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      String item = in.readUTF();
      String type = in.readUTF();
      Instant time = requireTime(in);
      Double value = in.readBoolean() ? in.readDouble() : null;
      recent.add(new Interaction(item, type, time, value, in.readDouble()));
    }
    return List.copyOf(recent);
  }

  private static @Nullable Instant readTime(DataInputStream in) throws IOException {
    long millis = in.readLong();
    return millis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(millis);
  }

  private static Instant requireTime(DataInputStream in) throws IOException {
    Instant time = readTime(in);
    if (time == null) {
      throw new IOException("an entry needs a time");
    }
    return time;
  }
}
