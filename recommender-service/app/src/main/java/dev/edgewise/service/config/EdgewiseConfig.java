/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
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
 */
@ConfigMapping(prefix = "edgewise")
public interface EdgewiseConfig {

  /** Installation directory; the launcher sets it. */
  Optional<Path> home();

  /** Whether this is a demo, which needs no API keys and lists some readers. */
  @WithDefault("false")
  boolean demo();

  /** Whether calls of {@code /v1} need an API key. */
  @WithDefault("api-key")
  Auth auth();

  /** API keys, which callers send as {@code Authorization: Bearer KEY}. */
  Optional<List<String>> apiKeys();

  /**
   * Names by which a service without API keys may be called, besides {@code localhost}, {@code
   * 127.0.0.1} and {@code [::1]}, for example {@code shop.test} or {@code shop.test:8080}; and the
   * origins of pages of others that may call it, for example {@code localhost:3000}.
   */
  Optional<Set<String>> hosts();

  /** Kafka's address, topics and groups; the service creates missing topics. */
  Kafka kafka();

  /** Redis's address, and how long it keeps profiles. */
  Redis redis();

  /** Weights, scales and deduplication of events. */
  Events events();

  /** The catalogue of items. */
  Catalogue catalogue();

  /** The ranking model, its queue and its tasks. */
  Model model();

  /** How recommendations are made. */
  Recommend recommend();

  /** Feedback to recommendations. */
  Feedback feedback();

  /** Precomputed lists, made before users request them. */
  Ahead ahead();

  /** What must not be recommended, or not be named in reasons. */
  Safety safety();

  /** Limits of requests. */
  Limits limits();

  enum Auth {
    /** Callers with an API key. */
    API_KEY,
    /** Everyone. */
    OFF
  }

  interface Kafka {
    /** {@code host:port}, or several of them separated by commas. */
    @WithDefault("localhost:9092")
    String bootstrapServers();

    /** Topic of events; the key is the user. */
    @WithDefault("edgewise.events")
    String eventsTopic();

    /** Topic of dead letters: records that aren't valid events. */
    @WithDefault("edgewise.events.dead")
    String deadLetterTopic();

    /** Consumer group of the instances that update profiles. */
    @WithDefault("edgewise.profiles")
    String group();

    /** Number of partitions of topics that the service creates. */
    @WithDefault("8")
    int partitions();

    /** Age up to which a start reads already applied events again. */
    @WithDefault("1m")
    Duration rewind();

    /** Kafka's {@code group.instance.id}: unique; keeps the partitions over a restart. */
    Optional<String> instanceId();
  }

  interface Redis {
    /**
     * Address in Lettuce's format, for example {@code redis://user:secret@localhost:6379/0}, or
     * {@code rediss://} for TLS. One node of a cluster is enough to find the others. Commas
     * separate several hosts.
     */
    @WithDefault("redis://localhost:6379")
    String uri();

    /** Timeout of a command. */
    @WithDefault("2s")
    Duration timeout();

    /** How long Redis keeps a profile after its last change; 0 means for ever. */
    @WithDefault("0s")
    Duration profileRetention();

    /**
     * How long Redis remembers an erasure, so that old events don't restore the profile. It must be
     * at least the retention of the topic of events; 0 means for ever.
     */
    @WithDefault("0s")
    Duration erasureRetention();
  }

  interface Events {
    /**
     * Weight of each event type, from -1 (dislike) to 1 (like). It overrides the standard weight. A
     * type without any weight has 0.
     */
    Map<String, Double> weights();

    /** Lowest and highest rating of each source, for example {@code 0.5,5}. */
    Map<String, Scale> scales();

    /**
     * Lowest and highest rating of the other sources; default: the catalogue's, else {@code 1,5}.
     */
    Optional<Scale> scale();

    /** How long a user's event with the same source and id isn't published again. */
    @WithDefault("10m")
    Duration deduplicationWindow();

    /** How long a request with the same {@code Idempotency-Key} gets the same answer again. */
    @WithDefault("24h")
    Duration idempotencyWindow();
  }

  interface Catalogue {
    /** File of items, JSON Lines, plain or gzip; without it the catalogue starts empty. */
    Optional<Path> items();
  }

  interface Model {
    /** Directory of the model archive; without it, the first stage ranks alone. */
    Optional<Path> archive();

    /** Maximum number of requests at the model; further requests get the first stage's order. */
    @WithDefault("64")
    int queue();

    /**
     * Whether the model also writes reasons and blurbs, which takes more memory and time. Only
     * models that follow instructions can write.
     */
    @WithDefault("false")
    boolean writes();

    /**
     * Memory for what the model has read about the latest users. A large model keeps one user in
     * any case.
     */
    @WithDefault("32M")
    MemorySize prefixes();

    /** How long after the deadline the service still waits for the model. */
    @WithDefault("50ms")
    Duration grace();
  }

  interface Recommend {
    /** Default time for the whole answer. */
    @WithDefault("500ms")
    Duration deadline();

    /**
     * The placements that requests can name, by name; they change or extend for-you, trending, new
     * and because-you-liked.
     */
    Map<String, PlacementConfig> placements();

    /** Number of candidates that the model ranks. */
    @WithDefault("60")
    int candidates();

    /**
     * Probability of swapping two neighbours in a list, 0 to 0.5, to learn the effect of places.
     * The log of rankings holds the propensity of each item.
     */
    @WithDefault("0")
    double exploration();

    /** How long a list is kept for later pages; 0 turns pages off. */
    @WithDefault("30m")
    Duration pages();

    /**
     * How much ignored items are demoted, from 0: the number of logits for each impression. Some
     * days later it is half of that.
     */
    @WithDefault("0.7")
    double fatigue();

    /**
     * How much similar items are spread over a list, from 0 (not at all) to 1, unless the request
     * sets another value.
     */
    @WithDefault("0.1")
    double diversity();

    /**
     * Share of the places in a list that is guaranteed to new items while there are any, from 0 to
     * 0.5. New items are those that hardly any user has interacted with.
     */
    @WithDefault("0.1")
    double newItems();

    /** Topic of the log of rankings. */
    @WithDefault("edgewise.rankings")
    String logTopic();

    /** Retention of the log of rankings. */
    @WithDefault("30d")
    Duration logRetention();

    /** How long a stream waits for more changes before it ranks again. */
    @WithDefault("150ms")
    Duration debounce();

    /** Default time for reranking documents. */
    @WithDefault("10s")
    Duration rerankDeadline();
  }

  /**
   * A use of recommendations; absent settings are those of the standard placement, or of for-you.
   */
  interface PlacementConfig {
    /** From 0 (what most users choose) to 1 (only what fits this user). */
    OptionalDouble personal();

    /** Names of the sources that alone bring the items; all sources and the ranker without any. */
    Optional<List<String>> sources();

    /** How many items an answer has. */
    OptionalInt limit();
  }

  interface Feedback {
    /** Maximum age of the recommendation that an event without a request id belongs to. */
    @WithDefault("24h")
    Duration window();
  }

  interface Ahead {
    /** Whether the service precomputes lists. */
    @WithDefault("true")
    boolean enabled();

    /** Topic of tasks; the key is the user. */
    @WithDefault("edgewise.rankings.tasks")
    String topic();

    /** Consumer group of the instances that work on tasks. */
    @WithDefault("edgewise.rankings")
    String group();

    /** How long a profile must be unchanged before its list is made. */
    @WithDefault("1s")
    Duration debounce();

    /** How long after an event or a request a user counts as active. */
    @WithDefault("1h")
    Duration active();

    /** How long a list is valid when none of its inputs changes. */
    @WithDefault("15m")
    Duration timeToLive();

    /** Time limit to make a list. */
    @WithDefault("2m")
    Duration patience();

    /** Number of items in a list. */
    @WithDefault("20")
    int items();
  }

  interface Safety {
    /** Ids of items that must not be recommended. */
    Optional<Set<String>> blockedItems();

    /** Categories whose items must not be recommended. */
    Optional<Set<String>> blockedCategories();

    /** Words in titles and texts; items with one of them must not be recommended. */
    Optional<Set<String>> blockedWords();

    /** Values of the attribute {@code label} whose items must not be recommended. */
    Optional<Set<String>> blockedLabels();

    /** Sensitive attributes that reasons may name, for example {@code age}. */
    Optional<Set<String>> allowedAttributes();
  }

  interface Limits {
    /** Maximum size of a request's body, or of one line of a stream. */
    @WithDefault("1M")
    MemorySize body();

    /** Maximum number of events or items in one request; a stream of events has no maximum. */
    @WithDefault("10000")
    @WithName("events-per-request")
    int eventsPerRequest();

    /** Maximum number of events in flight to Kafka, over all requests; further ones are refused. */
    @WithDefault("20000")
    @WithName("events-in-flight")
    int eventsInFlight();

    /** Maximum number of requests for lists under way at a time; further ones are refused. */
    @WithDefault("256")
    @WithName("requests-in-flight")
    int requestsInFlight();

    /** Maximum number of items in one list. */
    @WithDefault("100")
    int items();

    /** Maximum number of documents to rerank in one request. */
    @WithDefault("1000")
    int documents();

    /** Maximum time that a request may set for its answer. */
    @WithDefault("60s")
    Duration deadline();

    /** How far in the future an event's time may be, because clocks differ. */
    @WithDefault("1h")
    Duration future();
  }
}
