/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes SHA-256 digests. */
public final class Sha256 {
  private Sha256() {}

  /** Starts a digest; the caller adds bytes piece by piece. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the 32-byte digest of a text in UTF-8. */
  public static byte[] of(String text) {
    return start().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Formats a finished digest as 64 hexadecimal characters. */
  public static String hex(byte[] digest) {
    return String.format("%064x", new BigInteger(1, digest));
  }

  /** Returns the digest of a file's bytes in hexadecimal. */
  public static String hex(Path file) throws IOException {
    MessageDigest digest = start();
    add(digest, file);
    return hex(digest.digest());
  }

  /** Adds the bytes of a file to a digest. */
  public static void add(MessageDigest digest, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }
}
