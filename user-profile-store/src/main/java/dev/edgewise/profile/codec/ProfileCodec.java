/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.codec;

import dev.edgewise.profile.EventKey;
import dev.edgewise.profile.Profile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Encodes profiles in a compact binary form, without the user. The form has a schema version, one
 * byte of flags, an 8-byte hash of the content, and the content, which refers to names in sorted
 * tables. Equal profiles have equal bytes. Also decodes schema version 4, without births, 3, whose
 * keys of events are shorter, and 2, without its sums. Thread-safe.
 */
public final class ProfileCodec {
  /** The length of the header; profiles with different content have different headers. */
  public static final int HEAD = 10;

  /** The index of the flags. */
  public static final int FLAGS = 1;

  /** The flag of a profile that holds only the record of an erasure. */
  public static final int ERASED = 1;

  /** The schema version of encoded profiles. */
  public static final byte SCHEMA = 5;

  /** Has no births yet. */
  static final byte FOURTH = 4;

  /** Has sums in place of earlier interactions. */
  static final byte SECOND = 2;

  private ProfileCodec() {}

  /** Encodes a profile. */
  public static byte[] encode(Profile profile) {
    byte[] content = new ProfileWriter().write(profile);
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + content.length);
    bytes.put(SCHEMA);
    bytes.put((byte) (profile.erased() ? ERASED : 0));
    bytes.putLong(EventKey.fnv1a(content));
    bytes.put(content);
    return bytes.array();
  }

  /**
   * Decodes a profile.
   *
   * @param user the profile's user
   * @throws IllegalArgumentException when the bytes are not a whole profile of a known schema
   */
  public static Profile decode(String user, byte[] bytes) {
    if (bytes.length > 0 && (bytes[0] < SECOND || bytes[0] > SCHEMA)) {
      throw new IllegalArgumentException(
          "profile of schema version " + bytes[0] + ", this release reads versions 2 to 5");
    }
    if (bytes.length < HEAD) {
      throw new IllegalArgumentException("profile cut short at " + bytes.length + " bytes");
    }
    byte[] content = Arrays.copyOfRange(bytes, HEAD, bytes.length);
    if (ByteBuffer.wrap(bytes).getLong(FLAGS + 1) != EventKey.fnv1a(content)) {
      throw new IllegalArgumentException(
          "profile of " + bytes.length + " bytes is cut short or changed: its hash is wrong");
    }
    return new ProfileReader(content, bytes[0]).read(user);
  }
}
