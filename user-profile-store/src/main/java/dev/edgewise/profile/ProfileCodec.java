/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The compact binary form of a profile: a schema version, then every field in the record's order,
 * maps sorted by key, so equal profiles have equal bytes. Thread-safe.
 */
public final class ProfileCodec {
  private static final int SCHEMA = 1;

  private ProfileCodec() {}

  /** The profile's bytes. */
  public static byte[] encode(Profile profile) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(SCHEMA);
      out.writeUTF(profile.user());
      out.writeLong(profile.version());
      out.writeLong(profile.interactions());
      writeRecent(out, profile.recent());
      out.writeShort(profile.forward().size());
      for (Map.Entry<String, Double> entry : profile.forward().entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeDouble(entry.getValue());
      }
      writeTime(out, profile.landmark());
      out.writeShort(profile.finished().size());
      for (Map.Entry<String, Instant> entry : profile.finished().entrySet()) {
        out.writeUTF(entry.getKey());
        writeTime(out, entry.getValue());
      }
      out.writeShort(profile.watermarks().size());
      for (Map.Entry<String, Long> entry : profile.watermarks().entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeLong(entry.getValue());
      }
      out.writeShort(profile.eventKeys().size());
      for (long key : profile.eventKeys()) {
        out.writeLong(key);
      }
      writeTime(out, profile.firstSeen());
      writeTime(out, profile.lastSeen());
      out.writeUTF(profile.language());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The profile that these bytes hold.
   *
   * @throws IllegalArgumentException when they aren't a whole profile of a known schema version
   */
  public static Profile decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int schema = in.readUnsignedByte();
      if (schema != SCHEMA) {
        throw new IllegalArgumentException(
            "profile of schema version " + schema + ", this release reads version " + SCHEMA);
      }
      Profile profile = read(in);
      if (in.available() > 0) {
        throw new IllegalArgumentException(in.available() + " bytes too many after a profile");
      }
      return profile;
    } catch (EOFException e) {
      throw new IllegalArgumentException("profile cut short at " + bytes.length + " bytes", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a profile: " + e.getMessage(), e);
    }
  }

  private static Profile read(DataInputStream in) throws IOException {
    String user = in.readUTF();
    long version = in.readLong();
    long interactions = in.readLong();
    List<Interaction> recent = readRecent(in);
    SortedMap<String, Double> forward = new TreeMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      forward.put(in.readUTF(), in.readDouble());
    }
    Instant landmark = readTime(in);
    SortedMap<String, Instant> finished = new TreeMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      finished.put(in.readUTF(), someTime(in));
    }
    SortedMap<String, Long> watermarks = new TreeMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      watermarks.put(in.readUTF(), in.readLong());
    }
    List<Long> eventKeys = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      eventKeys.add(in.readLong());
    }
    return new Profile(
        user,
        version,
        interactions,
        recent,
        forward,
        landmark,
        finished,
        watermarks,
        List.copyOf(eventKeys),
        readTime(in),
        readTime(in),
        in.readUTF());
  }

  private static void writeRecent(DataOutputStream out, List<Interaction> recent)
      throws IOException {
    out.writeShort(recent.size());
    for (Interaction interaction : recent) {
      out.writeUTF(interaction.item());
      out.writeUTF(interaction.type());
      writeTime(out, interaction.time());
      Double value = interaction.value();
      out.writeBoolean(value != null);
      if (value != null) {
        out.writeDouble(value);
      }
      out.writeDouble(interaction.weight());
    }
  }

  private static List<Interaction> readRecent(DataInputStream in) throws IOException {
    List<Interaction> recent = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      String item = in.readUTF();
      String type = in.readUTF();
      Instant time = someTime(in);
      Double value = in.readBoolean() ? in.readDouble() : null;
      recent.add(new Interaction(item, type, time, value, in.readDouble()));
    }
    return List.copyOf(recent);
  }

  private static void writeTime(DataOutputStream out, @Nullable Instant time) throws IOException {
    out.writeLong(time == null ? Long.MIN_VALUE : time.toEpochMilli());
  }

  private static @Nullable Instant readTime(DataInputStream in) throws IOException {
    long millis = in.readLong();
    return millis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(millis);
  }

  private static Instant someTime(DataInputStream in) throws IOException {
    Instant time = readTime(in);
    if (time == null) {
      throw new IOException("an entry without a time");
    }
    return time;
  }
}
