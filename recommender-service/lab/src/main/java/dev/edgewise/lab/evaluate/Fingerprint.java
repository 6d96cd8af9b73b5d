/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.file.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 over everything that a result depends on. Not thread-safe. */
final class Fingerprint {
  private final MessageDigest digest = Sha256.start();

  /** Adds values; their order matters. */
  Fingerprint values(Object... values) {
    for (Object value : values) {
      digest.update((value + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** Adds a file's bytes, or the bytes and names of all files in a folder. */
  Fingerprint files(Path path) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(path)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      values(path.relativize(file), Files.size(file));
      Sha256.add(digest, file);
    }
    return this;
  }

  /** Adds the jar or the folder of compiled code that holds a class. */
  Fingerprint code(Class<?> type) throws IOException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return files(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("can't find the code of " + type.getName(), e);
    }
  }

  /** The digest in hexadecimal. */
  String hex() {
    return Sha256.hex(digest.digest());
  }
}
