/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationCheckTest {
  private static void check(Map<String, String> environment, Map<String, String> file) {
    check(environment, file, Path.of("nosuch"));
  }

  private static void check(
      Map<String, String> environment, Map<String, String> file, Path dotEnv) {
    ConfigurationCheck.require(
        new SmallRyeConfigBuilder()
            .withProfile("prod")
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .withSources(new EnvConfigSource(environment, 300))
            .withSources(
                new PropertiesConfigSource(
                    file, "PropertiesConfigSource[source=file:/etc/edgewise.properties]", 260))
            .build(),
        dotEnv);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> wrong(
      Map<String, String> environment, Map<String, String> file) {
    return assertThatThrownBy(() -> check(environment, file))
        .isInstanceOf(BadConfigException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "EDGEWISE_REDIS_TIMOUT, EDGEWISE_REDIS_TIMEOUT",
    "EDGEWISE_REDIS_URL, EDGEWISE_REDIS_URI",
    "edgewise_redis_url, EDGEWISE_REDIS_URI",
    "EDGEWISE_EVENTS_WEIGHT_SHARE, EDGEWISE_EVENTS_WEIGHTS_SHARE",
    "EDGEWISE_RECOMMEND_PLACEMENTS_MAIL_PERSONL, EDGEWISE_RECOMMEND_PLACEMENTS_MAIL_PERSONAL"
  })
  void anUnknownVariableIsNamedWithTheNearestOne(String variable, String near) {
    wrong(Map.of(variable, "1"), Map.of())
        .hasMessageContaining("unknown environment variable ")
        .hasMessageEndingWith("did you mean " + near + "?");
  }

  @ParameterizedTest
  @CsvSource({
    "EDGWISE_REDIS_TIMEOUT, EDGEWISE_REDIS_TIMEOUT",
    "edgewsie_redis_timeout, EDGEWISE_REDIS_TIMEOUT",
    "EDGEWIZES_REDIS_TIMOUT, EDGEWISE_REDIS_TIMEOUT",
    "EDGE_WISE_REDIS_TIMEOUT, EDGEWISE_REDIS_TIMEOUT",
    "EDGWISE_EVENTS_WEIGHTS_SHARE, EDGEWISE_EVENTS_WEIGHTS_SHARE",
    "EDGWISE_JAVA_OPTIONS, EDGEWISE_JAVA_OPTIONS",
    "EDGEWISE_JAVA_OPTION, EDGEWISE_JAVA_OPTIONS"
  })
  void aVariableThatBeginsAlmostLikeOursIsRefused(String variable, String near) {
    wrong(Map.of(variable, "1"), Map.of())
        .hasMessage(
            "bad configuration: unknown environment variable %s; did you mean %s?"
                .formatted(variable.toUpperCase(Locale.ROOT), near));
  }

  @ParameterizedTest
  @CsvSource({
    "edgwise.redis.timeout, edgewise.redis.timeout",
    "%prod.edgwise.redis.timeout, edgewise.redis.timeout",
    "Edgewise.redis.timeout, edgewise.redis.timeout",
    "edge-wise.redis.timeout, edgewise.redis.timeout",
    "edge.wise.redis.timeout, edgewise.redis.timeout",
    "EDGEWISE_REDIS_TIMEOUT, edgewise.redis.timeout",
    "edgewise_redis_timeout, edgewise.redis.timeout"
  })
  void aSettingThatBeginsAlmostLikeOursIsRefused(String setting, String near) {
    wrong(Map.of(), Map.of(setting, "1s"))
        .hasMessageStartingWith("bad configuration: unknown setting ")
        .hasMessageEndingWith("(/etc/edgewise.properties); did you mean " + near + "?");
  }

  /** Such a setting was known, but counted nothing. */
  @ParameterizedTest
  @CsvSource({
    "%dev.edgewise.redis.timeout, dev",
    "'%{dev,test}.edgewise.redis.timeout', 'dev,test'",
    "%test.edgwise.redis.timeout, test"
  })
  void aProfileThatIsNotActiveIsRefused(String setting, String profile) {
    wrong(Map.of(), Map.of(setting, "1s"))
        .hasMessageContaining(
            "%s (/etc/edgewise.properties) counts only in the profile %s, which isn't active"
                .formatted(setting, profile));
  }

  @Test
  void theProfileOfAVariableMustBeActive() {
    wrong(Map.of("_DEV_EDGEWISE_REDIS_TIMEOUT", "1s"), Map.of())
        .hasMessage(
            "bad configuration: %dev.edgewise.redis.timeout (environment variable"
                + " _DEV_EDGEWISE_REDIS_TIMEOUT) counts only in the profile dev, which isn't active;"
                + " leave the profile out");
    assertThatCode(() ->
            check(
                Map.of("_PROD_EDGEWISE_REDIS_TIMEOUT", "1s"),
                Map.of(
                    "%prod.edgewise.redis.timeout", "1s",
                    "%{dev,prod}.edgewise.ahead.enabled", "true",
                    "%dev.quarkus.log.level", "INFO")))
        .doesNotThrowAnyException();
  }

  @Test
  void aVariableWithAHyphenIsRefused() {
    wrong(Map.of("EDGEWISE-REDIS_URI", "redis://one:1"), Map.of())
        .hasMessageContaining("EDGEWISE-REDIS_URI")
        .hasMessageEndingWith("did you mean EDGEWISE_REDIS_URI?");
  }

  /** SmallRye takes {@code export} for the name of a setting. */
  @Test
  void linesOfAShellInDotEnvAreRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve(".env");
    Files.writeString(
        file,
        """
        # export EDGEWISE_AUTH=off
        EDGEWISE_AUTH=off
         export OTHER=1
        EDGEWISE_API_KEYS=a = b
        OTHER="x"
        """);
    assertThatCode(() -> check(Map.of(), Map.of(), file)).doesNotThrowAnyException();
    Files.writeString(
        file,
        """
        export EDGEWISE_REDIS_TIMEOUT=3s
        set EDGWISE_AUTH = off

        EDGEWISE_API_KEYS="one"
        """);
    assertThatThrownBy(() -> check(Map.of(), Map.of(), file))
        .isInstanceOf(BadConfigException.class)
        .hasMessageContainingAll(
            ".env, line 1: leave 'export' out; a line is NAME=value",
            ".env, line 2: leave 'set' out",
            ".env, line 4: leave the quotes out");
  }

  @Test
  void aFolderInPlaceOfThePropertiesIsRefused(@TempDir Path folder) throws IOException {
    Path properties = Files.createDirectories(folder.resolve("config/application.properties"));
    assertThatThrownBy(() -> check(Map.of(), Map.of(), folder.resolve(".env")))
        .isInstanceOf(BadConfigException.class)
        .hasMessageContaining(properties + " must be a file that can be read, or not be there");
  }

  @Test
  void aFolderInPlaceOfDotEnvIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> check(Map.of(), Map.of(), folder))
        .isInstanceOf(BadConfigException.class)
        .hasMessageEndingWith(folder + " must be a file that can be read, or not be there");
  }

  @Test
  void aQuestionIsFollowedByNoOtherMark() {
    wrong(Map.of("EDGWISE_REDIS_URI", "1"), Map.of("edgewise.redis.url", "1"))
        .hasMessageContaining("EDGEWISE_REDIS_URI? unknown setting");
  }

  @ParameterizedTest
  @CsvSource({
    "edgewise.redis.url, edgewise.redis.uri",
    "%prod.edgewise.redis.url, edgewise.redis.uri",
    "edgewise.event.weights.share, edgewise.events.weights.share",
    "edgewise.recommend.placements.mail.limits, edgewise.recommend.placements.mail.limit"
  })
  void anUnknownSettingIsNamedWithItsFileAndTheNearestOne(String setting, String near) {
    wrong(Map.of(), Map.of(setting, "1"))
        .hasMessageContaining("unknown setting edgewise.")
        .hasMessageEndingWith("(/etc/edgewise.properties); did you mean " + near + "?");
  }

  @Test
  void allMistakesAreNamedInOneLine() {
    wrong(
            Map.of("EDGEWISE_COLOUR", "red", "EDGEWISE_REDIS_TIMEOUT", "abc"),
            Map.of("edgewise.x", ""))
        .hasMessage(
            "bad configuration: "
                + "unknown environment variable EDGEWISE_COLOUR;"
                + " docs/configuration.md lists all settings; "
                + "unknown setting edgewise.x (/etc/edgewise.properties);"
                + " docs/configuration.md lists all settings; "
                + "edgewise.redis.timeout (environment variable EDGEWISE_REDIS_TIMEOUT)"
                + " must be a duration above 0, for example 500ms, 10s, 2m, 30d or PT1M30S, not 'abc'");
  }

  @ParameterizedTest
  @CsvSource({
    "edgewise.ahead.enabled, ture, true or false",
    "edgewise.auth, none, api-key or off",
    "edgewise.redis.timeout, -1s, a duration",
    "edgewise.limits.body, 32X, a size",
    "edgewise.model.queue, 0, a whole number from 1",
    "edgewise.model.queue, 1.5, a whole number from 1",
    "edgewise.recommend.diversity, 1.1, a number from 0 to 1",
    "edgewise.recommend.fatigue, Infinity, a number from 0",
    "edgewise.events.weights.share, 7, a number from -1 to 1",
    "edgewise.events.scales.web, 1, a lowest and a highest rating",
    "edgewise.recommend.placements.mail.limit, many, a whole number from 1",
    "edgewise.redis.uri, '', an address like redis://",
    "edgewise.redis.timeout, 5, a duration above 0",
    "edgewise.redis.timeout, 0s, a duration above 0",
    "edgewise.redis.profile-retention, 999999d, a duration",
    "edgewise.feedback.window, 5, a duration",
    "edgewise.limits.body, 0, a size above 0",
    "edgewise.limits.body, 99999999G, a size above 0",
    "edgewise.ahead.items, -1, a whole number from 1",
    "edgewise.hosts, http://x/y, names of hosts",
    "edgewise.hosts, 'shop.test,*.test', names of hosts",
    "edgewise.hosts, shop.test:99999, names of hosts",
    "edgewise.hosts, shop.test:, names of hosts",
    "edgewise.hosts, two words, names of hosts",
    "edgewise.hosts, 'x,-y', names of hosts",
    "edgewise.hosts, ',', names of hosts",
    "edgewise.kafka.bootstrap-servers, kafka, host:port",
    "edgewise.kafka.bootstrap-servers, kafka://one:1, host:port",
    "edgewise.kafka.bootstrap-servers, 'one:1,two', host:port",
    "edgewise.kafka.events-topic, my topic, a name of at most 249 letters",
    "edgewise.kafka.dead-letter-topic, a/b, a name of at most 249 letters",
    "edgewise.kafka.instance-id, é, a name of at most 249 letters",
    "edgewise.ahead.topic, .., a name of at most 249 letters",
    "edgewise.recommend.log-topic, a b, a name of at most 249 letters",
    "edgewise.redis.uri, http://localhost:1, an address like redis://",
    "edgewise.redis.uri, redis://, an address like redis://",
    "edgewise.redis.uri, redis://one:0, an address like redis://",
    "edgewise.redis.uri, 'redis://one:1,two/x', an address like redis://",
    "edgewise.catalogue.items, no/where, the path of a file",
    "edgewise.catalogue.items, ., the path of a file",
    "edgewise.home, pom.xml, the path of a folder",
    "edgewise.safety.allowed-attributes, agee, 'names among age, caste'"
  })
  void aWrongValueIsNamedWithTheRightForm(String setting, String value, String form) {
    wrong(Map.of(), Map.of(setting, value))
        .hasMessageContaining(setting + " (/etc/edgewise.properties) must be " + form)
        .hasMessageEndingWith("not '" + value + "'");
  }

  @ParameterizedTest
  @CsvSource({"edgewise.api-keys, zwei geheim", "edgewise.redis.uri, geheim:6379"})
  void aWrongSecretIsNotShown(String setting, String value) {
    wrong(Map.of(), Map.of(setting, value))
        .hasMessageContaining(setting + " (/etc/edgewise.properties) must be ")
        .hasMessageEndingWith("not '***'");
  }

  @ParameterizedTest
  @CsvSource({
    "edgewise.hosts, 'shop.test, Shop.Test:8080,localhost:3000,127.0.0.1,[::1],[::1]:8080,a_b'",
    "edgewise.kafka.bootstrap-servers, 'one:9092, 10.0.0.1:9092,[::1]:9092'",
    "edgewise.redis.uri, redis://ann:pa%20ss@localhost:6379/0",
    "edgewise.redis.uri, redis://:secret@localhost?timeout=1s",
    "edgewise.redis.uri, 'rediss://secret@one:1,two:2/1'",
    "edgewise.redis.uri, redis://[::1]:6379",
    "edgewise.redis.uri, redis-socket:///run/redis.sock",
    "edgewise.redis.profile-retention, 0",
    "edgewise.redis.timeout, PT1S",
    "edgewise.safety.allowed-attributes, 'age, gender'",
    "edgewise.catalogue.items, pom.xml",
    "edgewise.home, ."
  })
  void aRightValueIsTaken(String setting, String value) {
    assertThatCode(() -> check(Map.of(), Map.of(setting, value))).doesNotThrowAnyException();
  }

  @Test
  void settingsThatContradictEachOtherAreNamed() {
    inconsistent("edgewise.limits.events-in-flight", "9999")
        .hasMessageContaining(
            "must be at least edgewise.limits.events-per-request, 10000, not 9999");
    inconsistent("edgewise.ahead.topic", "edgewise.events")
        .hasMessageContaining("must be four topics, not edgewise.events, edgewise.events.dead");
    inconsistent("edgewise.events.weights.watched", "1")
        .hasMessageContaining("edgewise.events.weights: watched is another word for read");
    inconsistent("edgewise.recommend.placements.mail.sources", "nosuch")
        .hasMessageContaining("edgewise.recommend.placements.mail: there is no source nosuch");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> inconsistent(
      String setting, String value) {
    return assertThatThrownBy(
            () -> ConfigurationCheck.requireConsistent(ConfigOf.settings(Map.of(setting, value))))
        .isInstanceOf(BadConfigException.class);
  }

  @Test
  void spacesAroundTheElementsOfAListDoNotCount() {
    assertThat(
            ConfigOf.settings(Map.of("edgewise.safety.blocked-items", "a, b"))
                .safety()
                .blockedItems())
        .hasValueSatisfying(items -> assertThat(items).containsExactlyInAnyOrder("a", "b"));
  }

  @Test
  void aReferenceToNothingIsNamedWithoutTheValue() {
    wrong(Map.of("EDGEWISE_API_KEYS", "geheim${x}"), Map.of())
        .hasMessageContaining("edgewise.api-keys: ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
  }

  @Test
  void namesOfMapsWorkInBothForms() {
    assertThatCode(() ->
            check(
                Map.of(
                    "EDGEWISE_EVENTS_WEIGHTS_SHARE", "0.6",
                    "EDGEWISE_EVENTS_WEIGHTS__MY_TYPE_", "0.6",
                    "EDGEWISE_EVENTS_SCALES_WEB", "1,5",
                    "EDGEWISE_RECOMMEND_PLACEMENTS_MAIL_PERSONAL", "0.8",
                    "EDGEWISE_RECOMMEND_PLACEMENTS__X__LIMIT", "3",
                    "EDGEWISE_RECOMMEND_PLACEMENTS__NEXT_UP__LIMIT", "3",
                    "EDGEWISE_API_KEYS_0_", "one"),
                Map.of(
                    "edgewise.events.weights.\"my.type\"", "0.5",
                    "edgewise.events.scales.web", "1,5",
                    "edgewise.recommend.placements.\"next-up\".limit", "5",
                    "edgewise.recommend.placements.for-you.personal", "0.8",
                    "edgewise.api-keys[0]", "one")))
        .doesNotThrowAnyException();
  }

  /** SmallRye would make a placement {@code for.you} of it. */
  @Test
  void aPlacementOfSeveralWordsIsRefusedAsVariable() {
    wrong(Map.of("EDGEWISE_RECOMMEND_PLACEMENTS_FOR_YOU_PERSONAL", "1"), Map.of())
        .hasMessageContaining("set edgewise.recommend.placements.NAME.personal in");
    wrong(Map.of("EDGEWISE_RECOMMEND_PLACEMENTS__FOR_YOU__PERSONAL", "1"), Map.of())
        .hasMessageContaining("set edgewise.recommend.placements.NAME.personal in");
  }

  @Test
  void aPortIsNoVariableOfKubernetes() {
    wrong(Map.of("EDGEWISE_PORT", "9000"), Map.of()).hasMessageContaining("EDGEWISE_PORT");
  }

  @Test
  void variablesOfOthersAreKnown() {
    assertThatCode(() ->
            check(
                Map.of(
                    "EDGEWISE_JAVA_HOME", "/jdk",
                    "EDGEWISE_JAVA_OPTIONS", "-Xmx2g",
                    "EDGEWISE_API_KEY", "one",
                    "EDGEWISE_SERVICE_HOST", "10.0.0.1",
                    "EDGEWISE_REDIS_SERVICE_PORT_TLS", "6379",
                    "EDGEWISE_PORT", "tcp://10.0.0.1:80",
                    "EDGEWISE_REDIS_PORT_6379_TCP_ADDR", "10.0.0.1",
                    "EDGEWISE2_SERVICE_HOST", "10.0.0.1",
                    "EDGE_HOME", "/edge",
                    "EDGEWISER", "x"),
                Map.of("quarkus.log.level", "INFO")))
        .doesNotThrowAnyException();
  }
}
