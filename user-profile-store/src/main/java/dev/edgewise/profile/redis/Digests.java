/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Hashes that name things: scripts as Redis names them, users in keys. */
final class Digests {
  /** 96 bits: two users in a billion share one with a chance of 10^-11. */
  private static final int USER_BYTES = 12;

  private Digests() {}

  /** SHA-1, by which Redis names scripts. */
  static String sha1Hex(byte[] bytes) {
    return String.format("%040x", new BigInteger(1, digest("SHA-1", bytes)));
  }

  /** 16 characters in a user's place. */
  static String user(String user) {
    byte[] digest = digest("SHA-256", user.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(digest, USER_BYTES));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java platform has " + algorithm, e);
    }
  }
}
