/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka and Redis, for commands that do without the service. */
public final class ServerOptions {
  @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "which Kafka")
  private @Nullable String bootstrapServers;

  @Option(names = "--redis", paramLabel = "URI", description = "which Redis")
  private @Nullable String redis;

  /** The settings of those that were given. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    put(settings, "edgewise.kafka.bootstrap-servers", bootstrapServers);
    put(settings, "edgewise.redis.uri", redis);
    return settings;
  }

  /** Adds a setting that was given. */
  public static void put(Map<String, String> settings, String key, @Nullable String value) {
    if (value != null) {
      settings.put(key, value);
    }
  }
}
