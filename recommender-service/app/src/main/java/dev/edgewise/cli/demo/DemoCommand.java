/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.cli.option.InputChecks;
import dev.edgewise.cli.option.InstallFolder;
import dev.edgewise.cli.option.ScaleOption;
import dev.edgewise.cli.option.Service;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.service.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./edgewise demo}. */
@Command(
    name = "demo",
    description =
        "Runs the service on a local Kafka and Redis, with a bundled catalogue and model.")
public final class DemoCommand implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8080", description = "HTTP port (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "address to listen on (${DEFAULT-VALUE}); other machines can reach the demo with 0.0.0.0")
  private String host = "127.0.0.1";

  @Option(names = "--no-browser", description = "don't open the page in a browser")
  private boolean noBrowser;

  @Option(names = "--data", description = "data directory of Kafka and Redis")
  private @Nullable Path data;

  @Option(names = "--fresh", description = "delete the data of earlier demos first")
  private boolean fresh;

  @Option(
      names = "--catalogue",
      defaultValue = "films",
      description = "bundled catalogue: films or shop (${DEFAULT-VALUE})")
  private String catalogue = "films";

  @Option(names = "--items", description = "your own catalogue: items as JSON Lines")
  private @Nullable Path items;

  @Option(names = "--events", description = "past events of your own catalogue as JSON Lines")
  private @Nullable Path events;

  @Option(
      names = "--model",
      description = "model archive directory; default: the bundled model, if any")
  private @Nullable Path model;

  @Mixin private ScaleOption scale = new ScaleOption();

  @Override
  public Integer call() throws Exception {
    var _ = Configuration.read(Map.of()); // fails now, before anything starts
    DemoFiles files = DemoFiles.choose(catalogue, items, events);
    InputChecks.requireFree(host, port);
    Path directory =
        data == null
            ? InstallFolder.user("XDG_DATA_HOME", ".local/share")
                .resolve("demo")
                .resolve(files.name())
            : data;
    DemoData memory = DemoData.open(directory, files, fresh);
    try (DemoServers servers = DemoServers.begin(directory)) {
      configure(files, servers);
      PastEvents past = PastEvents.of(files, scale.value(), memory);
      past.defaultScale()
          .ifPresent(chosen -> System.setProperty("edgewise.events.scale", chosen.format()));
      return Service.run(
          servers::awaitReady,
          () -> {
            new DemoStart(past, new Progress(System.err, "edgewise: ")).prepare();
            announce(servers);
          });
    }
  }

  private void configure(DemoFiles files, DemoServers servers) {
    System.setProperty("quarkus.http.host", host);
    System.setProperty("quarkus.http.port", String.valueOf(port));
    System.setProperty("edgewise.demo", "true");
    System.setProperty("quarkus.shutdown.delay", "0s"); // no load balancer has to notice the end
    System.setProperty("edgewise.kafka.bootstrap-servers", servers.kafka());
    System.setProperty("edgewise.redis.uri", servers.redis());
    System.setProperty("edgewise.catalogue.items", files.items().toString());
    Path archive = model == null ? InstallFolder.model(files.name()) : model;
    if (model != null || Files.isDirectory(archive)) {
      System.setProperty("edgewise.model.archive", archive.toString());
    }
  }

  private void announce(DemoServers servers) {
    System.err.printf(
        "edgewise: its Kafka is at %s, its Redis at %s%n", servers.kafka(), servers.redis());
    String url = "http://localhost:" + port;
    System.out.println("Edgewise is ready at " + url);
    System.out.flush();
    if (!noBrowser) {
      Browser.open(url);
    }
  }
}
