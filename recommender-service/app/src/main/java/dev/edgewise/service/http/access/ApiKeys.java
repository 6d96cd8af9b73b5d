/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.access;

import dev.edgewise.file.Sha256;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configured API keys, and the check of a request against them. */
@Singleton
public final class ApiKeys {
  /** No valid key. */
  public static final int NONE = -1;

  private static final String BEARER = "Bearer ";

  private final boolean open;
  private final List<byte[]> digests;

  ApiKeys(EdgewiseConfig config) {
    this.open = config.demo() || config.auth() == EdgewiseConfig.Auth.OFF;
    this.digests = config.apiKeys().orElse(List.of()).stream().map(Sha256::of).toList();
  }

  /** Whether everybody may ask without a key. */
  boolean open() {
    return open;
  }

  /** Whether no request can pass, because keys are required and none is configured. */
  public boolean shut() {
    return !open && digests.isEmpty();
  }

  /** Whether a request with this {@code Authorization} header may pass. */
  boolean admit(@Nullable String authorization) {
    return key(authorization) != NONE;
  }

  /**
   * The number of the key in an {@code Authorization} header, or {@link #NONE}; without keys, the
   * same number for everybody. Compares all digests in constant time, so the time tells neither
   * length nor prefix.
   */
  public int key(@Nullable String authorization) {
    if (open) {
      return 0;
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return NONE;
    }
    byte[] digest = Sha256.of(authorization.substring(BEARER.length()).strip());
    int key = NONE;
    for (int i = 0; i < digests.size(); i++) {
      key = MessageDigest.isEqual(digests.get(i), digest) ? i : key;
    }
    return key;
  }
}
