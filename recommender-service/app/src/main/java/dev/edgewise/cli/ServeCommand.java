/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.cli.option.InputChecks;
import dev.edgewise.cli.option.Service;
import dev.edgewise.service.config.Configuration;
import dev.edgewise.service.config.ConfigurationPage;
import dev.edgewise.service.config.ConfiguredValue;
import dev.edgewise.service.wiring.RankingWiring;
import java.util.List;
import java.util.Map;
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
          + " (edgewise.kafka.bootstrap-servers and so on).",
      "docs/configuration.md lists all settings; --print-config shows the values in use."
    })
final class ServeCommand implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8080", description = "HTTP port (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--print-config",
      description =
          "print each setting with its value, origin and meaning, without secrets; start nothing")
  private boolean printConfig;

  @Option(names = "--json", description = "with --print-config: as JSON")
  private boolean json;

  @Option(
      names = "--markdown",
      description = "with --print-config: docs/configuration.md, with the defaults only")
  private boolean markdown;

  @Override
  public Integer call() throws JsonProcessingException {
    if (printConfig) {
      System.out.print(config());
      return 0;
    }
    if (json || markdown) {
      throw new BadInputException("--json and --markdown need --print-config");
    }
    var _ = checked(); // fails now, before anything starts
    InputChecks.requireFree("0.0.0.0", port);
    System.setProperty("quarkus.http.port", String.valueOf(port));
    return Service.run(
        () -> {}, () -> System.err.println("edgewise: serving at http://localhost:" + port));
  }

  private static Configuration checked() {
    Configuration configuration = Configuration.read(Map.of());
    var _ = RankingWiring.checkArchive(configuration.settings().model());
    return configuration;
  }

  private String config() throws JsonProcessingException {
    if (markdown) {
      return ConfigurationPage.text();
    }
    List<ConfiguredValue> values = checked().values();
    if (json) {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(values) + "\n";
    }
    StringBuilder text = new StringBuilder();
    for (ConfiguredValue value : values) {
      text.append(value.line()).append("\n    ").append(value.meaning()).append('\n');
    }
    return text.toString();
  }
}
