/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 over all that a result depends on. Not thread-safe. */
final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Goes on with values, told apart by their order. */
  Fingerprint values(Object... values) {
    for (Object value : values) {
      digest.update((value + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** Goes on with a file's bytes, or with those of all files in a folder and their names. */
  Fingerprint files(Path path) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(path)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      values(path.relativize(file), Files.size(file));
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return this;
  }

  /** Goes on with the compiled code that a class belongs to: its jar or folder. */
  Fingerprint code(Class<?> type) throws IOException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      URI location = source.getLocation().toURI();
      return files(Path.of(location));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("can't find the code of " + type.getName(), e);
    }
  }

  /** In hexadecimal. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
