/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests TLS and a Redis user with minimal rights; both are configured by the URI alone. */
class SecureRedisIT {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path directory;
  private static RealRedis redis;
  private static int port;

  @BeforeAll
  static void startRedis() throws Exception {
    certify();
    port = RealRedis.freePort();
    redis =
        RealRedis.start(
            RealRedis.freePort(),
            "tls-port " + port,
            "tls-cert-file " + directory.resolve("cert.pem"),
            "tls-key-file " + directory.resolve("key.pem"),
            "tls-ca-cert-file " + directory.resolve("cert.pem"),
            "tls-auth-clients no",
            "user default off",
            "user edgewise on >s3cret ~edgewise:* resetchannels &edgewise:* +@all -@admin -@dangerous");
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  /** Makes a key pair with the JDK's keytool. */
  private static void certify() throws Exception {
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    write("key.pem", "PRIVATE KEY", keys.getKey("redis", PASSWORD).getEncoded());
    write("cert.pem", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
  }

  private static void write(String file, String what, byte[] content) throws Exception {
    String text =
        "-----BEGIN "
            + what
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
            + "\n-----END "
            + what
            + "-----\n";
    Files.write(directory.resolve(file), text.getBytes(StandardCharsets.US_ASCII));
  }

  private static ProfileStore store(String uri) {
    return new RedisProfileStore(uri, SignalWeights.standard(), Duration.ofSeconds(10));
  }

  private static String uri(String credentials) {
    return "rediss://" + credentials + "@127.0.0.1:" + port + "?verifyPeer=NONE";
  }

  @Test
  void aUserWithoutAdministratorsRightsIsEnough() {
    try (ProfileStore store = store(uri("edgewise:s3cret"))) {
      Instant time = Instant.parse("2026-06-01T12:00:00Z");
      Event event = new Event("1", "t", "ann", "a", "like", time, null, List.of(), Map.of());
      store.apply("ann", List.of(new PositionedEvent(event, new EventPosition("topic", 0, 0))));
      assertThat(store.get("ann").interactions()).isEqualTo(1);
    }
  }

  @Test
  void aWrongPasswordIsSaidButNotWhichOne() {
    try (ProfileStore store = store(uri("edgewise:wr0ng"))) {
      assertThatThrownBy(() -> store.get("ann"))
          .isInstanceOf(ProfileStoreException.class)
          .hasMessageContaining("WRONGPASS")
          .hasMessageNotContaining("wr0ng");
    }
  }

  /** Java does not trust the server's self-signed certificate. */
  @Test
  void aServerThatCannotProveItselfIsNotTrusted() {
    String trusting = uri("edgewise:s3cret");
    try (ProfileStore store = store(trusting.substring(0, trusting.indexOf('?')))) {
      assertThatThrownBy(() -> store.get("ann")).isInstanceOf(ProfileStoreException.class);
    }
  }
}
