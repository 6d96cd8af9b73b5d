/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.event;

import dev.edgewise.file.Sha256;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key that a caller gives to a request, so that it can safely send the request again.
 *
 * @param key hash of the caller's {@code Authorization} header and the key
 */
record IdempotencyKey(String key) {
  static final String HEADER = "Idempotency-Key";
  private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,128}");

  /** Returns the key of a request, or null when it has none. */
  static @Nullable IdempotencyKey of(HttpHeaders headers) {
    String text = headers.getHeaderString(HEADER);
    if (text == null) {
      return null;
    }
    if (!FORM.matcher(text).matches() || text.isBlank()) {
      throw new ProblemException(
          Problem.Kind.BAD_IDEMPOTENCY_KEY,
          HEADER + " must be 1 to 128 printable ASCII characters");
    }
    MessageDigest digest = Sha256.start();
    add(digest, headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    add(digest, text);
    return new IdempotencyKey(Sha256.hex(digest.digest()));
  }

  /** Hash of a request's body and of the headers that give the body its meaning. */
  static String fingerprint(HttpHeaders headers, byte[] body) {
    MessageDigest digest = Sha256.start();
    var relevant = new TreeMap<String, String>();
    for (String name : headers.getRequestHeaders().keySet()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("ce-") || lower.equals("content-type")) {
        relevant.put(lower, String.valueOf(headers.getHeaderString(name)));
      }
    }
    relevant.forEach((name, value) -> {
      add(digest, name);
      add(digest, value);
    });
    digest.update(body);
    return Sha256.hex(digest.digest());
  }

  private static void add(MessageDigest digest, @Nullable String text) {
    digest.update(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
