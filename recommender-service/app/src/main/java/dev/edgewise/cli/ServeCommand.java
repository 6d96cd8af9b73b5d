/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli;

import dev.edgewise.cli.option.PortCheck;
import dev.edgewise.cli.option.Service;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./edgewise serve}. */
@Command(
    name = "serve",
    description = {
      "Runs the service against the configured Kafka and Redis.",
      "Configuration: environment (EDGEWISE_KAFKA_BOOTSTRAP_SERVERS, EDGEWISE_REDIS_URI,"
          + " EDGEWISE_CATALOGUE_ITEMS, EDGEWISE_MODEL_ARCHIVE, EDGEWISE_API_KEYS, ...),"
          + " or config/application.properties with edgewise.kafka.bootstrap-servers and so on."
    })
final class ServeCommand implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8080", description = "of HTTP (${DEFAULT-VALUE})")
  private int port;

  @Override
  public Integer call() {
    PortCheck.requireFree("0.0.0.0", port);
    System.setProperty("quarkus.http.port", String.valueOf(port));
    return Service.run(() -> {
      System.err.println("edgewise: serving at http://localhost:" + port);
    });
  }
}
