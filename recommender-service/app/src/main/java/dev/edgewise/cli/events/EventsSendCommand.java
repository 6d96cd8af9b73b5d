/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.cli.option.InputChecks;
import dev.edgewise.cli.option.InstallFolder;
import dev.edgewise.cli.option.ScaleOption;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.ingest.event.RatingScales;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./edgewise events send}. */
@Command(
    name = "send",
    description = {
      "Sends a file of events (JSON Lines, plain or gzip) to a running service.",
      "A line without an id gets one from its content and the number of equal lines before it."
          + " Events that the service has accepted are not sent again, even if the file grew or was"
          + " compressed. Events that it rejected, or that an interruption left, are sent by the"
          + " next run.",
      "The scale of its ratings travels with them. A scale that the service declares for a source"
          + " goes before one that was learnt from the file.",
      "Waits and tries again while the service is busy or doesn't answer. Exit status: 0 when the"
          + " service accepted all events; 1 when it rejected some (the first ten are printed) or"
          + " didn't answer in time; 2 when the file has another format (nothing was sent), a line"
          + " is not an event, or gzip data break off or something else follows them (the line is"
          + " printed; the lines before it were sent)."
    })
final class EventsSendCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "file of events, one per line")
  private Path file = Path.of("");

  @Option(
      names = "--url",
      defaultValue = "http://localhost:8080",
      description = "URL of the service (${DEFAULT-VALUE})")
  private URI url = URI.create("");

  @Option(names = "--api-key", description = "API key of the service; or set EDGEWISE_API_KEY")
  private @Nullable String apiKey;

  @Option(
      names = "--source",
      defaultValue = EventCodec.DEFAULT_SOURCE,
      description = "source of lines without a source (${DEFAULT-VALUE})")
  private String source = "";

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "how long to try while no event is accepted (${DEFAULT-VALUE})")
  private long patience;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "directory that remembers the accepted events, with 8 bytes for each"
              + " (~/.local/state/edgewise)")
  private @Nullable Path state;

  @Option(names = "--restart", description = "send all lines, even if they were sent before")
  private boolean restart;

  @Mixin private ScaleOption scale = new ScaleOption();

  @Option(names = "--json", description = "print the summary as one JSON document")
  private boolean json;

  @Override
  public Integer call() throws IOException, BadEventException {
    InputChecks.requireFile("FILE", file);
    Path directory = state == null ? InstallFolder.user("XDG_STATE_HOME", ".local/state") : state;
    SendState sent = SendState.open(directory, target());
    FileSending.Earlier earlier =
        new FileSending.Earlier(
            restart, SendState.linesOfFirstVersion(directory, file, url + "\n" + source));
    Progress progress = new Progress(System.err, "edgewise: ");
    EventArchive archive = EventArchive.of(file, source);
    try (EventPoster poster = new EventPoster(target(), key(), Duration.ofSeconds(patience))) {
      FileSending sending =
          new FileSending(file, poster, sent, earlier, progress, scales(archive, progress));
      FileSending.Result result = sending.send(archive.noting(note -> progress.note("%s", note)));
      if (json) {
        System.out.println(new ObjectMapper().writeValueAsString(result));
      }
      return result.rejected() == 0 ? 0 : 1;
    }
  }

  /** The scale of each event's rating, which travels with the event. */
  private UnaryOperator<Event> scales(EventArchive archive, Progress progress) throws IOException {
    ValueScale given = scale.value();
    if (given != null) {
      return event ->
          EventType.RATE.is(event) ? event.withContext(SignalWeights.SCALE, given.format()) : event;
    }
    RatingScales learnt = RatingScales.learning(SignalWeights.standard()).read(archive);
    learnt.notes().forEach(note -> progress.note("%s", note));
    return learnt.carrier();
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
