/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.lab.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./edgewise events send}. */
@Command(
    name = "send",
    description = {
      "Sends a file of events, JSON Lines, plain or gzip, to a running service.",
      "A line without an id gets the SHA-256 of the file and the line's number, so sending a file"
          + " again changes nothing. Interrupted, the next run goes on where this one was.",
      "Waits and tries again while the service is busy or away. Exit status: 0 all were accepted;"
          + " 1 the service rejected some, of which the first ten are named, or didn't answer in"
          + " time; 2 a line is no event, which is named, and those before it were sent."
    })
final class EventsSendCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "events, one a line")
  private Path file = Path.of("");

  @Option(
      names = "--url",
      defaultValue = "http://localhost:8080",
      description = "of the service (${DEFAULT-VALUE})")
  private URI url = URI.create("");

  @Option(names = "--api-key", description = "one of the service's; or set EDGEWISE_API_KEY")
  private @Nullable String apiKey;

  @Option(
      names = "--source",
      defaultValue = EventCodec.DEFAULT_SOURCE,
      description = "source of lines that name none (${DEFAULT-VALUE})")
  private String source = "";

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "how long to try when nothing gets on (${DEFAULT-VALUE})")
  private long patience;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where it is kept how far files were sent (~/.local/state/edgewise)")
  private @Nullable Path state;

  @Option(names = "--restart", description = "send all, whatever was sent before")
  private boolean restart;

  @Option(names = "--json", description = "what was sent, as one JSON document on stdout")
  private boolean json;

  @Override
  public Integer call() throws IOException, BadEventException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new BadInputException(file + " is no readable file of events");
    }
    EventArchive archive = EventArchive.of(file, source);
    String hash = archive.hash();
    Path directory = state == null ? SendState.usual() : state;
    SendState sent = SendState.open(directory, hash, url + "\n" + source);
    if (restart) {
      sent.remember(0);
    }
    EventPoster poster =
        new EventPoster(target(), key(), Duration.ofSeconds(patience), EventPoster.SLEEPING);
    try (poster) {
      FileSending sending =
          new FileSending(file, poster, sent, new Progress(System.err, "edgewise: "));
      FileSending.Result result = sending.send(archive, hash);
      if (json) {
        System.out.println(new ObjectMapper().writeValueAsString(result));
      }
      return result.rejected() == 0 ? 0 : 1;
    }
  }

  private @Nullable String key() {
    return apiKey == null ? System.getenv("EDGEWISE_API_KEY") : apiKey;
  }

  private URI target() {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new BadInputException(
          "--url must be a URL such as http://localhost:8080, not '" + url + "'");
    }
    return URI.create(url + (url.toString().endsWith("/") ? "" : "/")).resolve("v1/events");
  }
}
