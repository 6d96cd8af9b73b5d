/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import dev.edgewise.ingest.json.SimilarName;
import dev.edgewise.profile.SignalWeights;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds unknown settings and wrong values. SmallRye itself ignores unknown environment variables,
 * takes any word for false, and names Java classes in its messages.
 */
final class ConfigurationCheck {
  private static final String PROPERTIES = "config/application.properties";
  private static final String VARIABLES = "EDGEWISE_";
  private static final int MOST_EDITS = 2;

  /** The profile, or the profiles, in front of the name of a setting. */
  private static final Pattern PROFILE = Pattern.compile("^%\\{?([^.}]+)}?\\.");

  /** Variables of the launcher and of {@code ./edgewise events}. */
  private static final Set<String> OTHERS =
      Set.of("EDGEWISE_JAVA_HOME", "EDGEWISE_JAVA_OPTIONS", "EDGEWISE_API_KEY");

  /** What Kubernetes and Docker set for another service whose name begins with edgewise. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "EDGEWISE_(?:.*_)?(?:SERVICE_HOST|SERVICE_PORT(?:_.*)?"
              + "|PORT_\\d+_(?:TCP|UDP|SCTP)(?:_(?:ADDR|PORT|PROTO))?|PORT=(?:tcp|udp|sctp)://.*)"
              + "(?:=.*)?");

  private final SmallRyeConfig config;
  private final List<String> problems = new ArrayList<>();

  private ConfigurationCheck(SmallRyeConfig config) {
    this.config = config;
  }

  /**
   * Checks a configuration.
   *
   * @param dotEnv the file of variables that the configuration was read from, if it is there; the
   *     folder {@code config} lies beside it
   * @throws BadConfigException when a setting is unknown or its value wrong; the message names all
   */
  static void require(SmallRyeConfig config, Path dotEnv) {
    ConfigurationCheck check = new ConfigurationCheck(config);
    check.problems.addAll(DotEnv.problems(dotEnv, name -> rest(name) != null));
    check.problems.addAll(DotEnv.unreadable(dotEnv.resolveSibling(PROPERTIES)));
    config.getConfigSources().forEach(check::names);
    check.values();
    if (!check.problems.isEmpty()) {
      throw BadConfigException.of(check.problems);
    }
  }

  /**
   * Checks values that only make sense together.
   *
   * @throws BadConfigException when two settings contradict each other, or a placement or weight
   *     can't be used
   */
  static void requireConsistent(EdgewiseConfig config) {
    Placements.of(config.recommend().placements());
    try {
      var _ = SignalWeights.standard().withWeights(config.events().weights());
    } catch (IllegalArgumentException e) {
      throw new BadConfigException("edgewise.events.weights: " + e.getMessage());
    }
    EdgewiseConfig.Limits limits = config.limits();
    if (limits.eventsInFlight() < limits.eventsPerRequest()) {
      throw new BadConfigException(
          "edgewise.limits.events-in-flight must be at least edgewise.limits.events-per-request,"
              + " %d, not %d".formatted(limits.eventsPerRequest(), limits.eventsInFlight()));
    }
    EdgewiseConfig.Kafka kafka = config.kafka();
    List<String> topics =
        List.of(
            kafka.eventsTopic(),
            kafka.deadLetterTopic(),
            config.recommend().logTopic(),
            config.ahead().topic());
    if (new TreeSet<>(topics).size() < topics.size()) {
      throw new BadConfigException(
          "edgewise.kafka.events-topic, edgewise.kafka.dead-letter-topic,"
              + " edgewise.recommend.log-topic and edgewise.ahead.topic must be four topics, not "
              + String.join(", ", topics));
    }
  }

  private void names(ConfigSource source) {
    Set<String> names = new TreeSet<>(source.getPropertyNames());
    Set<String> variables = new TreeSet<>();
    names.forEach(name -> profile(source, name));
    for (String name : names) {
      String variable = name.toUpperCase(Locale.ROOT);
      String rest = rest(variable);
      if (source instanceof EnvConfigSource
          && rest != null
          && !name.contains(".")
          && variables.add(Setting.variable(variable))) {
        variable(variable, VARIABLES + rest, source.getValue(name));
      }
    }
    for (String name : names) {
      String property = PROFILE.matcher(name).replaceFirst("");
      String rest = rest(property);
      // SmallRye lists each variable also as the property that it may be
      if (rest != null
          && !variables.contains(Setting.variable(property))
          && (!property.startsWith(Settings.PREFIX) || Settings.of(property).isEmpty())) {
        problems.add(
            "unknown setting %s (%s)%s"
                .formatted(
                    property,
                    SettingOrigin.of(source.getName(), property),
                    near(Settings.PREFIX + rest, Setting::name, "\\.")));
      }
    }
  }

  /** Checks that the profile of a name is active; otherwise its value would count nothing. */
  private void profile(ConfigSource source, String name) {
    Matcher profile = PROFILE.matcher(name);
    if (profile.find()
        && rest(name.substring(profile.end())) != null
        && Collections.disjoint(config.getProfiles(), List.of(profile.group(1).split(",", -1)))) {
      problems.add(
          "%s (%s) counts only in the profile %s, which isn't active; leave the profile out"
              .formatted(name, SettingOrigin.of(source.getName(), name), profile.group(1)));
    }
  }

  /**
   * What follows {@code edgewise} in a name that begins with it, or almost: with up to two wrong
   * characters, in capitals, or as two words. Null for a name of something else.
   */
  private static @Nullable String rest(String name) {
    String[] words = name.split("[._-]", 3);
    String ours = Settings.PREFIX.replace(".", "");
    if (words.length > 1
        && SimilarName.distance(SimilarName.folded(words[0]), ours) <= MOST_EDITS) {
      return name.substring(words[0].length() + 1);
    }
    return words.length > 2 && SimilarName.folded(words[0] + words[1]).equals(ours)
        ? words[2]
        : null;
  }

  /** Checks a variable whose name should perhaps have been {@code meant}. */
  private void variable(String variable, String meant, @Nullable String value) {
    if (OTHERS.contains(variable)
        || SERVICE_LINK.matcher(meant + "=" + value).matches()
        || Settings.all().stream().anyMatch(setting -> setting.coversVariable(variable))
        || overrides(variable)) {
      return;
    }
    problems.add(
        inMap(variable)
            .map(setting ->
                "%s: a variable can't hold a name with other characters than letters"
                    .concat(" and digits; set %s in config/application.properties")
                    .formatted(variable, setting.name()))
            .orElseGet(() ->
                "unknown environment variable " + variable + near(meant, Setting::variable, "_")));
  }

  /** Whether a variable overrides a setting of another source, which gives the exact name. */
  private boolean overrides(String variable) {
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .filter(source -> !(source instanceof EnvConfigSource))
        .map(ConfigSource::getPropertyNames)
        .flatMap(Collection::stream)
        .map(name -> PROFILE.matcher(name).replaceFirst(""))
        .anyMatch(name -> Setting.variable(name).equals(variable) && Settings.of(name).isPresent());
  }

  private static Optional<Setting> inMap(String variable) {
    return Settings.all().stream()
        .filter(setting -> {
          String[] parts = setting.variable().split("_" + Setting.ANY_NAME + "_", -1);
          return parts.length == 2
              && variable.startsWith(parts[0] + "_")
              && variable.endsWith("_" + parts[1]);
        })
        .findFirst();
  }

  /** A hint at the known name that is spelt most like an unknown one. */
  private static String near(String wrong, Function<Setting, String> spelling, String separator) {
    String[] words = wrong.split(separator, -1);
    Stream<String> others = separator.equals("_") ? OTHERS.stream() : Stream.of();
    List<String> known =
        Stream.concat(
                Settings.all().stream()
                    .map(setting -> withName(spelling.apply(setting), words, separator)),
                others)
            .map(name -> name.substring(VARIABLES.length()))
            .toList();
    String prefix = wrong.substring(0, VARIABLES.length());
    return SimilarName.of(wrong.substring(VARIABLES.length()), known)
        .map(name -> "; did you mean " + prefix + name + "?")
        .orElse("; docs/configuration.md lists all settings");
  }

  /** Takes the name of a map's entry from the unknown name. */
  private static String withName(String known, String[] words, String separator) {
    List<String> parts = List.of(known.split(separator, -1));
    int place = parts.indexOf(Setting.ANY_NAME);
    return place < 0 || place >= words.length
        ? known
        : known.replace(Setting.ANY_NAME, words[place]);
  }

  private void values() {
    Set<String> properties = new TreeSet<>();
    Settings.all().stream()
        .map(Setting::name)
        .filter(name -> !name.contains(Setting.ANY_NAME))
        .forEach(properties::add);
    config.getPropertyNames().forEach(properties::add);
    for (String property : properties) {
      Settings.of(property).ifPresent(setting -> value(setting, property));
    }
  }

  private void value(Setting setting, String property) {
    ConfigValue found = config.getConfigValue(property);
    String origin = SettingOrigin.of(found);
    if (found.hasProblems()) {
      problems.add(
          "%s: its value names another setting in ${...} that isn't there; write \\${ for a plain ${"
              .formatted(property));
    } else if (found.getValue() != null && !setting.accepts(found.getValue(), config)) {
      problems.add(
          "%s (%s) must be %s, not '%s'"
              .formatted(property, origin, setting.form(), setting.shown(found.getValue())));
    }
  }
}
