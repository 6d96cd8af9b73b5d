/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options with the addresses of Kafka and Redis, for commands without the service. */
public final class ServerOptions {
  @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "address of Kafka")
  private @Nullable String bootstrapServers;

  @Option(names = "--redis", paramLabel = "URI", description = "address of Redis")
  private @Nullable String redis;

  /** Returns the given options as settings of the service. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    put(settings, "edgewise.kafka.bootstrap-servers", bootstrapServers);
    put(settings, "edgewise.redis.uri", redis);
    return settings;
  }

  /** Adds a setting unless its value is null. */
  public static void put(Map<String, String> settings, String key, @Nullable String value) {
    if (value != null) {
      settings.put(key, value);
    }
  }
}
