/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.file.Sha256;
import java.math.BigInteger;
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
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
      return String.format("%040x", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** 16 characters in a user's place. */
  static String user(String user) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(Sha256.of(user), USER_BYTES));
  }
}
