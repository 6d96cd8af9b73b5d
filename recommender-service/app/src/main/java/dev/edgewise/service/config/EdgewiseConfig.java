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
import java.util.Set;

/**
 * Everything that can be configured, under {@code edgewise.*}: as system properties, environment
 * variables ({@code EDGEWISE_REDIS_URI}) or in {@code config/application.properties}.
 */
@ConfigMapping(prefix = "edgewise")
public interface EdgewiseConfig {

  /** Root of the product's own files, set by the launcher. */
  Optional<Path> home();

  /** Whether this is a demo: no keys are asked for and some readers are listed. */
  @WithDefault("false")
  boolean demo();

  /** Who may call {@code /v1}. */
  @WithDefault("api-key")
  Auth auth();

  /** Keys that callers present as {@code Authorization: Bearer KEY}. */
  Optional<List<String>> apiKeys();

  /** The log of events. */
  Kafka kafka();

  /** The store of profiles. */
  Redis redis();

  /** What events say, and how they are let in. */
  Events events();

  /** The items. */
  Catalogue catalogue();

  /** The ranker. */
  Model model();

  /** Recommendations. */
  Recommend recommend();

  /** What people do with recommendations. */
  Feedback feedback();

  /** Lists made ahead of requests. */
  Ahead ahead();

  /** What must not be recommended, or not be said. */
  Safety safety();

  /** How much a request may ask for. */
  Limits limits();

  /** Who may call. */
  enum Auth {
    /** Whoever presents one of the keys. */
    API_KEY,
    /** Everyone. */
    OFF
  }

  /** Which Kafka, and the names there; topics are created when missing. */
  interface Kafka {
    /** {@code host:port}, several separated by commas. */
    @WithDefault("localhost:9092")
    String bootstrapServers();

    /** Topic of events, keyed by user. */
    @WithDefault("edgewise.events")
    String eventsTopic();

    /** Topic of records that were no events. */
    @WithDefault("edgewise.events.dead")
    String deadLetterTopic();

    /** Consumer group of those that update profiles. */
    @WithDefault("edgewise.profiles")
    String group();

    /** Partitions of topics that are created. */
    @WithDefault("8")
    int partitions();

    /** How much of what was applied last is read once more at a start. */
    @WithDefault("1m")
    Duration rewind();

    /** Keeps this instance's place in the group over a restart; unique within the group. */
    Optional<String> instanceId();
  }

  /** Which Redis. */
  interface Redis {
    /**
     * As Lettuce reads it, for example {@code redis://user:secret@localhost:6379/0}, or {@code
     * rediss://} for TLS. A cluster is found out from any of its nodes; several hosts may be named,
     * separated by commas.
     */
    @WithDefault("redis://localhost:6379")
    String uri();

    /** How long a command may take. */
    @WithDefault("2s")
    Duration timeout();

    /** How long after its last change a profile is kept; 0 for good. */
    @WithDefault("0s")
    Duration profileRetention();

    /**
     * How long an erasure is remembered, so that old events don't bring a profile back: at least as
     * long as the topic of events keeps them; 0 for good.
     */
    @WithDefault("0s")
    Duration erasureRetention();
  }

  /** What events say, and how they are let in. */
  interface Events {
    /**
     * How much liking an event of a type shows, from -1 (rejected) to 1 (loved), by type; over the
     * standard weights, and 0 for a type that is in neither.
     */
    Map<String, Double> weights();

    /** The ratings that a source gives, by source, for example {@code 0.5,5}; 0 to 10 otherwise. */
    Map<String, Scale> scales();

    /** For how long a user's event of the same source and id isn't published again. */
    @WithDefault("10m")
    Duration deduplicationWindow();

    /** For how long a request with the same {@code Idempotency-Key} gets its answer again. */
    @WithDefault("24h")
    Duration idempotencyWindow();
  }

  /** Which items. */
  interface Catalogue {
    /** JSON Lines, plain or gzip; without it the catalogue begins empty. */
    Optional<Path> items();
  }

  /** Which model ranks. */
  interface Model {
    /** Directory of the archive; without it the first stage answers. */
    Optional<Path> archive();

    /** How many requests may be at the model at once; those beyond get the first stage's answer. */
    @WithDefault("64")
    int queue();

    /**
     * Whether the model is loaded to write reasons and blurbs, too, which takes more memory and
     * time; only models that follow instructions can.
     */
    @WithDefault("false")
    boolean writes();

    /** How late the model may be before it is given up. */
    @WithDefault("250ms")
    Duration grace();
  }

  /** How recommendations are made. */
  interface Recommend {
    /** By when the whole answer must be there, unless the request says otherwise. */
    @WithDefault("500ms")
    Duration deadline();

    /** How many candidates the model is given. */
    @WithDefault("60")
    int candidates();

    /**
     * How likely neighbours in a list are swapped, 0 to 0.5, to learn how much their places do;
     * every ranking is logged with what came of it.
     */
    @WithDefault("0")
    double exploration();

    /** How long a list is kept for its later pages; 0: there are none. */
    @WithDefault("30m")
    Duration pages();

    /**
     * How much what was shown and ignored sinks, from 0: so many logits for an impression just now,
     * half as many after some days.
     */
    @WithDefault("0.3")
    double fatigue();

    /**
     * How much what is alike is spread over a list, from 0 (not at all) to 1, unless the request
     * says otherwise.
     */
    @WithDefault("0.1")
    double diversity();

    /**
     * The share of places in a list that is guaranteed to items so new that hardly anybody has met
     * them, as long as there are any, from 0 to 0.5.
     */
    @WithDefault("0.1")
    double newItems();

    /** Topic of the log of rankings. */
    @WithDefault("edgewise.rankings")
    String logTopic();

    /** How long the log of rankings is kept. */
    @WithDefault("30d")
    Duration logRetention();

    /** How long a stream waits for more changes before it ranks again. */
    @WithDefault("150ms")
    Duration debounce();

    /** By when documents must be reranked, unless the request says otherwise. */
    @WithDefault("10s")
    Duration rerankDeadline();
  }

  /** What people do with recommendations. */
  interface Feedback {
    /** How long before an event the recommendation may be that it is about, if it names none. */
    @WithDefault("24h")
    Duration window();
  }

  /** How lists are made ahead of requests. */
  interface Ahead {
    /** Whether they are. */
    @WithDefault("true")
    boolean enabled();

    /** Topic of the tasks, keyed by user. */
    @WithDefault("edgewise.rankings.tasks")
    String topic();

    /** Consumer group of those that work on them. */
    @WithDefault("edgewise.rankings")
    String group();

    /** How long a profile must have been as it is. */
    @WithDefault("1s")
    Duration debounce();

    /** How long after an event or a request somebody counts as active. */
    @WithDefault("1h")
    Duration active();

    /** How long a list is good, if nothing changes that it was made from. */
    @WithDefault("15m")
    Duration timeToLive();

    /** How long making one may take. */
    @WithDefault("2m")
    Duration patience();

    /** How many items a list has. */
    @WithDefault("20")
    int items();
  }

  /** What must not be recommended, or not be said. */
  interface Safety {
    /** Ids of items. */
    Optional<Set<String>> blockedItems();

    /** Categories. */
    Optional<Set<String>> blockedCategories();

    /** Words in titles and texts. */
    Optional<Set<String>> blockedWords();

    /** Values of the attribute {@code label}. */
    Optional<Set<String>> blockedLabels();

    /** Sensitive attributes that reasons may name all the same, for example {@code age}. */
    Optional<Set<String>> allowedAttributes();
  }

  /** How much one request may ask for. */
  interface Limits {
    /** Size of a request's body, or of a line of one that is a stream. */
    @WithDefault("1M")
    MemorySize body();

    /** Events or items in one request; a stream of events may have any number. */
    @WithDefault("10000")
    @WithName("events-per-request")
    int eventsPerRequest();

    /** Events on their way into the log at once, over all requests; more are turned away. */
    @WithDefault("20000")
    @WithName("events-in-flight")
    int eventsInFlight();

    /** Items in one recommendation. */
    @WithDefault("100")
    int items();

    /** Documents to rerank in one request. */
    @WithDefault("1000")
    int documents();

    /** How long a request may let an answer take. */
    @WithDefault("60s")
    Duration deadline();

    /** How far in the future an event's time may lie: clocks differ. */
    @WithDefault("1h")
    Duration future();
  }
}
