/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.codec;

import dev.edgewise.profile.Profile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The compact binary form of a profile, without its user: a schema version, a byte of flags, eight
 * bytes of hash over the rest, then the rest, in which names stand once in sorted tables. Equal
 * profiles have equal bytes. Earlier schemas are read as well. Thread-safe.
 */
public final class ProfileCodec {
  /** How many bytes at the beginning tell one content from another. */
  public static final int HEAD = 10;

  /** Where the flags stand. */
  public static final int FLAGS = 1;

  /** The flag of a profile that only says that everything was forgotten. */
  public static final int ERASED = 1;

  private static final byte SCHEMA = 2;
  private static final byte FIRST = 1;

  private ProfileCodec() {}

  /** The profile's bytes. */
  public static byte[] encode(Profile profile) {
    byte[] content = new ProfileWriter().write(profile);
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + content.length);
    bytes.put(SCHEMA);
    bytes.put((byte) (profile.erased() ? ERASED : 0));
    bytes.putLong(hash(content));
    bytes.put(content);
    return bytes.array();
  }

  /**
   * The profile that these bytes hold.
   *
   * @param user whose it is
   * @throws IllegalArgumentException when they aren't a whole profile of a known schema version
   */
  public static Profile decode(String user, byte[] bytes) {
    if (bytes.length > 0 && bytes[0] == FIRST) {
      return FirstSchema.decode(user, bytes);
    }
    if (bytes.length > 0 && bytes[0] != SCHEMA) {
      throw new IllegalArgumentException(
          "profile of schema version " + bytes[0] + ", this release reads versions 1 and 2");
    }
    if (bytes.length < HEAD) {
      throw new IllegalArgumentException("profile cut short at " + bytes.length + " bytes");
    }
    byte[] content = Arrays.copyOfRange(bytes, HEAD, bytes.length);
    if (ByteBuffer.wrap(bytes).getLong(FLAGS + 1) != hash(content)) {
      throw new IllegalArgumentException(
          "profile of " + bytes.length + " bytes is cut short or changed: its hash is another");
    }
    return new ProfileReader(content).read(user);
  }

  /** 64-bit FNV-1a. */
  static long hash(byte[] bytes) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
