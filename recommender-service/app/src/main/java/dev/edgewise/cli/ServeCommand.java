/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli;

import dev.edgewise.cli.option.InputChecks;
import dev.edgewise.cli.option.Service;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./edgewise serve}. */
@Command(
    name = "serve",
    description = {
      "Runs the service with the configured Kafka and Redis.",
      "Configure it with environment variables (EDGEWISE_KAFKA_BOOTSTRAP_SERVERS,"
          + " EDGEWISE_REDIS_URI, EDGEWISE_CATALOGUE_ITEMS, EDGEWISE_MODEL_ARCHIVE,"
          + " EDGEWISE_API_KEYS, ...) or with config/application.properties"
          + " (edgewise.kafka.bootstrap-servers and so on)."
    })
final class ServeCommand implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8080", description = "HTTP port (${DEFAULT-VALUE})")
  private int port;

  @Override
  public Integer call() {
    InputChecks.requireFree("0.0.0.0", port);
    System.setProperty("quarkus.http.port", String.valueOf(port));
    return Service.run(
        () -> {}, () -> System.err.println("edgewise: serving at http://localhost:" + port));
  }
}
