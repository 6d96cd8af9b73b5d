/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-1 as Redis writes it: it names scripts and compares values, nothing here is a secret. */
final class Digests {
  private Digests() {}

  static String sha1Hex(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
      return String.format("%040x", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java platform has SHA-1", e);
    }
  }
}
