/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * All settings of the service, under {@code edgewise.*}. Set them as system properties, as
 * environment variables ({@code EDGEWISE_REDIS_URI}) or in {@code config/application.properties}.
 * {@link Meaning} has the texts for {@code docs/configuration.md}.
 */
@ConfigMapping(prefix = "edgewise")
public interface EdgewiseConfig {

  @Meaning(value = "Installation directory; the launcher sets it.", form = Form.FOLDER)
  Optional<Path> home();

  @Meaning("Whether this is a demo, which needs no API keys and lists some readers.")
  @WithDefault("false")
  boolean demo();

  @Meaning("Whether calls of `/v1` need an API key.")
  @WithDefault("api-key")
  Auth auth();

  @Meaning(
      value = "API keys, which callers send as `Authorization: Bearer KEY`.",
      secret = true,
      form = Form.KEYS)
  Optional<List<@WithConverter(TrimmedStringConverter.class) String>> apiKeys();

  @Meaning(
      value =
          "Names by which a service without API keys may be called, besides `localhost`, `127.0.0.1`"
              + " and `[::1]`, for example `shop.test` or `shop.test:8080`; and the origins of pages of"
              + " others that may call it, for example `localhost:3000`.",
      form = Form.HOSTS)
  Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> hosts();

  @Meaning("Kafka's address, topics and groups; the service creates missing topics.")
  Kafka kafka();

  @Meaning("Redis's address, and how long it keeps profiles.")
  Redis redis();

  @Meaning("Weights, scales and deduplication of events.")
  Events events();

  @Meaning("The catalogue of items.")
  Catalogue catalogue();

  @Meaning("The ranking model, its queue and its tasks.")
  Model model();

  @Meaning("How recommendations are made.")
  Recommend recommend();

  @Meaning("Feedback to recommendations.")
  Feedback feedback();

  @Meaning("Precomputed lists, made before users request them.")
  Ahead ahead();

  @Meaning("What must not be recommended, or not be named in reasons.")
  Safety safety();

  @Meaning("Limits of requests.")
  Limits limits();

  enum Auth {
    /** Callers with an API key. */
    API_KEY,
    /** Everyone. */
    OFF
  }

  interface Kafka {
    @Meaning(value = "`host:port`, or several of them separated by commas.", form = Form.SERVERS)
    @WithDefault("localhost:9092")
    String bootstrapServers();

    @Meaning(value = "Topic of events; the key is the user.", form = Form.KAFKA_NAME)
    @WithDefault("edgewise.events")
    String eventsTopic();

    @Meaning(
        value = "Topic of dead letters: records that aren't valid events.",
        form = Form.KAFKA_NAME)
    @WithDefault("edgewise.events.dead")
    String deadLetterTopic();

    @Meaning("Consumer group of the instances that update profiles.")
    @WithDefault("edgewise.profiles")
    String group();

    @Meaning(value = "Number of partitions of topics that the service creates.", from = 1)
    @WithDefault("8")
    int partitions();

    @Meaning("Age up to which a start reads already applied events again.")
    @WithDefault("1m")
    Duration rewind();

    @Meaning(
        value = "Kafka's `group.instance.id`: unique; keeps the partitions over a restart.",
        form = Form.KAFKA_NAME)
    Optional<String> instanceId();
  }

  interface Redis {
    @Meaning(
        value =
            "Address in Lettuce's format, for example `redis://user:secret@localhost:6379/0`, or"
                + " `rediss://` for TLS. One node of a cluster is enough to find the others. Commas"
                + " separate several hosts.",
        form = Form.REDIS)
    @WithDefault("redis://localhost:6379")
    String uri();

    @Meaning(value = "Timeout of a command.", from = 1)
    @WithDefault("2s")
    Duration timeout();

    @Meaning("How long Redis keeps a profile after its last change; 0 means for ever.")
    @WithDefault("0s")
    Duration profileRetention();

    @Meaning(
        "How long Redis remembers an erasure, so that old events don't restore the profile. It"
            + " must be at least the retention of the topic of events; 0 means for ever.")
    @WithDefault("0s")
    Duration erasureRetention();
  }

  interface Events {
    @Meaning(
        value =
            "Weight of each event type, from -1 (dislike) to 1 (like). It overrides the standard"
                + " weight. A type without any weight has 0.",
        from = -1,
        to = 1)
    Map<String, Double> weights();

    @Meaning("Lowest and highest rating of each source, for example `0.5,5`.")
    Map<String, Scale> scales();

    @Meaning(
        "Lowest and highest rating of the other sources; default: the catalogue's, else `1,5`.")
    Optional<Scale> scale();

    @Meaning("How long a user's event with the same source and id isn't published again.")
    @WithDefault("10m")
    Duration deduplicationWindow();

    @Meaning(
        value = "How long a request with the same `Idempotency-Key` gets the same answer again.",
        from = 1)
    @WithDefault("24h")
    Duration idempotencyWindow();
  }

  interface Catalogue {
    @Meaning(
        value = "File of items, JSON Lines, plain or gzip; without it the catalogue starts empty.",
        form = Form.FILE)
    Optional<Path> items();
  }

  interface Model {
    @Meaning("Directory of the model archive; without it, the first stage ranks alone.")
    Optional<Path> archive();

    @Meaning(
        "Whether the service also starts when the archive is missing or broken. Then the first"
            + " stage ranks alone.")
    @WithDefault("false")
    boolean optional();

    @Meaning(
        value =
            "Maximum number of requests at the model; further requests get the first stage's order.",
        from = 1)
    @WithDefault("64")
    int queue();

    @Meaning(
        "Whether the model also writes reasons and blurbs, which takes more memory and time."
            + " Only models that follow instructions can write.")
    @WithDefault("false")
    boolean writes();

    @Meaning(
        "Memory for what the model has read about the latest users. A large model keeps one user"
            + " in any case.")
    @WithDefault("32M")
    MemorySize prefixes();

    @Meaning("How long after the deadline the service still waits for the model.")
    @WithDefault("50ms")
    Duration grace();
  }

  interface Recommend {
    @Meaning(value = "Default time for the whole answer.", from = 1)
    @WithDefault("500ms")
    Duration deadline();

    @Meaning(
        "The placements that requests can name, by name; they change or extend for-you,"
            + " trending, new, because-you-liked, similar and cart.")
    Map<String, PlacementConfig> placements();

    @Meaning(value = "Number of candidates that the model ranks.", from = 1)
    @WithDefault("60")
    int candidates();

    @Meaning(
        value =
            "Probability of swapping two neighbours in a list, 0 to 0.5, to learn the effect of"
                + " places. The log of rankings holds the propensity of each item.",
        from = 0,
        to = 0.5)
    @WithDefault("0")
    double exploration();

    @Meaning("How long a list is kept for later pages; 0 turns pages off.")
    @WithDefault("30m")
    Duration pages();

    @Meaning(
        value =
            "How much ignored items are demoted, from 0: the number of logits for each impression."
                + " Some days later it is half of that.",
        from = 0)
    @WithDefault("0.7")
    double fatigue();

    @Meaning(
        value =
            "How much similar items are spread over a list, from 0 (not at all) to 1, unless the"
                + " request sets another value.",
        from = 0,
        to = 1)
    @WithDefault("0.1")
    double diversity();

    @Meaning(
        value =
            "Share of the places in a list that is guaranteed to new items while there are any, from"
                + " 0 to 0.5. New items are those that hardly any user has interacted with.",
        from = 0,
        to = 0.5)
    @WithDefault("0.1")
    double newItems();

    @Meaning(
        "The most time that training the sequential model may take, about once a day, in the"
            + " background; 0 turns it off. It is used only where it makes the ranker better.")
    @WithDefault("10m")
    Duration sequenceTime();

    @Meaning(value = "Topic of the log of rankings.", form = Form.KAFKA_NAME)
    @WithDefault("edgewise.rankings")
    String logTopic();

    @Meaning(value = "Retention of the log of rankings.", from = 1)
    @WithDefault("30d")
    Duration logRetention();

    @Meaning("How long a stream waits for more changes before it ranks again.")
    @WithDefault("150ms")
    Duration debounce();

    @Meaning(value = "Default time for reranking documents.", from = 1)
    @WithDefault("10s")
    Duration rerankDeadline();
  }

  /**
   * A use of recommendations; absent settings are those of the standard placement, or of for-you.
   */
  interface PlacementConfig {
    @Meaning(
        value = "From 0 (what most users choose) to 1 (only what fits this user).",
        from = 0,
        to = 1)
    OptionalDouble personal();

    @Meaning(
        "Names of the sources that alone bring the items; all sources and the ranker without"
            + " any.")
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> sources();

    @Meaning(value = "How many items an answer has.", from = 1)
    OptionalInt limit();
  }

  interface Feedback {
    @Meaning("Maximum age of the recommendation that an event without a request id belongs to.")
    @WithDefault("24h")
    Duration window();
  }

  interface Ahead {
    @Meaning("Whether the service precomputes lists.")
    @WithDefault("true")
    boolean enabled();

    @Meaning(value = "Topic of tasks; the key is the user.", form = Form.KAFKA_NAME)
    @WithDefault("edgewise.rankings.tasks")
    String topic();

    @Meaning("Consumer group of the instances that work on tasks.")
    @WithDefault("edgewise.rankings")
    String group();

    @Meaning("How long a profile must be unchanged before its list is made.")
    @WithDefault("1s")
    Duration debounce();

    @Meaning(value = "How long after an event or a request a user counts as active.", from = 1)
    @WithDefault("1h")
    Duration active();

    @Meaning(value = "How long a list is valid when none of its inputs changes.", from = 1)
    @WithDefault("15m")
    Duration timeToLive();

    @Meaning(value = "Time limit to make a list.", from = 1)
    @WithDefault("2m")
    Duration patience();

    @Meaning(value = "Number of items in a list.", from = 1)
    @WithDefault("20")
    int items();
  }

  interface Safety {
    @Meaning("Ids of items that must not be recommended.")
    Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> blockedItems();

    @Meaning("Categories whose items must not be recommended.")
    Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> blockedCategories();

    @Meaning("Words in titles and texts; items with one of them must not be recommended.")
    Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> blockedWords();

    @Meaning("Values of the attribute `label` whose items must not be recommended.")
    Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> blockedLabels();

    @Meaning(
        value = "Sensitive attributes that reasons may name, for example `age`.",
        form = Form.SENSITIVE_ATTRIBUTES)
    Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> allowedAttributes();
  }

  interface Limits {
    @Meaning(
        value = "Maximum size of a request's body, or of one line of a stream.",
        from = 1,
        to = Integer.MAX_VALUE)
    @WithDefault("1M")
    MemorySize body();

    @Meaning(
        value =
            "Maximum number of events or items in one request; a stream of events has no maximum.",
        from = 1)
    @WithDefault("10000")
    @WithName("events-per-request")
    int eventsPerRequest();

    @Meaning(
        value =
            "Maximum number of events in flight to Kafka, over all requests; further ones are"
                + " refused.",
        from = 1)
    @WithDefault("20000")
    @WithName("events-in-flight")
    int eventsInFlight();

    @Meaning(
        value =
            "Maximum number of requests for lists under way at a time; further ones are refused.",
        from = 1)
    @WithDefault("256")
    @WithName("requests-in-flight")
    int requestsInFlight();

    @Meaning(
        value = "Requests per second of one API key; twice as many may come at once.",
        from = 1)
    @WithDefault("1000")
    @WithName("requests-per-second")
    int requestsPerSecond();

    @Meaning(value = "Maximum number of streams of lists that one API key has open.", from = 1)
    @WithDefault("1000")
    int streams();

    @Meaning(
        value =
            "Maximum number of connections of one address, which may be that of a proxy; all"
                + " addresses together may have 10,000.",
        from = 1)
    @WithDefault("5000")
    int connectionsPerAddress();

    @Meaning(
        value = "Time for the header of a request, from the connection or from its first byte.",
        from = 1)
    @WithDefault("10s")
    Duration headerTime();

    @Meaning(value = "Longest time without any part of a request's body.", from = 1)
    @WithDefault("10s")
    Duration bodyPause();

    @Meaning(value = "Maximum number of items in one list.", from = 1)
    @WithDefault("100")
    int items();

    @Meaning(value = "Maximum number of documents to rerank in one request.", from = 1)
    @WithDefault("1000")
    int documents();

    @Meaning(value = "Maximum time that a request may set for its answer.", from = 1)
    @WithDefault("60s")
    Duration deadline();

    @Meaning("How far in the future an event's time may be, because clocks differ.")
    @WithDefault("1h")
    Duration future();
  }
}
