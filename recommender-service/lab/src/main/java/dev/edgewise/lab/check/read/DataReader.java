/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.read;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edgewise.file.PlainOrGzip;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.ingest.event.JsonLines;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.JsonFlaw;
import dev.edgewise.lab.check.read.DataFile.Format;
import dev.edgewise.lab.evaluate.data.LenientReader;
import dev.edgewise.profile.Event;
import dev.edgewise.recommend.catalogue.CatalogueException;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.SpareFields;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Reads items and events by the rules of the service, but goes on behind bad lines. No more than
 * one line is in memory. Stateless.
 */
public final class DataReader {
  private static final Pattern DIGITS = Pattern.compile("\\d{9,14}");
  private static final int MILLIS_DIGITS = 12;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private DataReader() {}

  /** Reads one line of JSON. */
  private interface LineParser {
    void parse(long line, byte[] json) throws BadEventException;
  }

  /** Reads a file of items; equal ids are left to the sink. */
  public static void items(DataFile file, ReadSink<Item> sink) {
    if (file.format() == Format.JSON_LINES) {
      SpareFields spare = new SpareFields(file.path(), note -> {}); // the sink counts them
      lines(file, sink, (line, json) -> item(line, json, spare, sink));
    } else {
      Tracked<Item> tracked = new Tracked<>(sink);
      tracked.read(file, all -> LenientReader.items(file.path(), file.format() == Format.DAT, all));
    }
  }

  /**
   * Reads a file of events. An event without an id gets the number of its line.
   *
   * @param source the source of events that name none
   */
  public static void events(DataFile file, String source, ReadSink<Event> sink) {
    if (file.format() == Format.JSON_LINES) {
      lines(file, sink, (line, json) -> event(line, json, source, sink));
    } else {
      boolean dat = file.format() == Format.DAT;
      Tracked<Event> tracked = new Tracked<>(sink);
      tracked.read(file, all -> LenientReader.ratings(file.path(), dat, source, all));
    }
  }

  private static void lines(DataFile file, ReadSink<?> sink, LineParser parser) {
    try (JsonLines lines =
        new JsonLines(PlainOrGzip.open(file.path()), JsonLines.LONGEST_IN_FILES)) {
      boolean more = true;
      while (more) {
        try {
          byte[] json = lines.next();
          more = json != null;
          if (json != null) {
            parser.parse(lines.number(), json);
          }
        } catch (BadEventException e) {
          sink.wrong(lines.number(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
          sink.wrong(lines.number(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
          sink.cutOff(lines.number() - 1, JsonFields.quote(String.valueOf(e.getMessage())));
          more = false;
        }
      }
    } catch (IOException e) {
      throw new CatalogueException("can't read " + file.path() + ": " + e, e);
    }
  }

  private static void item(long line, byte[] json, SpareFields spare, ReadSink<Item> sink) {
    JsonNode object = object(json);
    sink.json(line, object);
    JsonFields<IllegalArgumentException> fields =
        JsonFields.of(object, "", (field, why) -> new IllegalArgumentException(field + ": " + why));
    sink.accept(line, spare.read(fields));
  }

  private static JsonNode object(byte[] text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (!json.isObject()) {
        throw new IllegalArgumentException("not a JSON object");
      }
      return json;
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + JsonFlaw.of(e), e);
    }
  }

  private static void event(long line, byte[] json, String source, ReadSink<Event> sink)
      throws BadEventException {
    if (!(EventCodec.parse(json) instanceof ObjectNode object)) {
      throw new IllegalArgumentException("an event must be a JSON object");
    }
    sink.json(line, object);
    if (!object.hasNonNull("id")) {
      object.put("id", String.valueOf(line));
    }
    if (!object.hasNonNull("source")) {
      object.put("source", source);
    }
    try {
      sink.accept(line, EventCodec.read(object));
    } catch (BadEventException e) {
      throw e.field().equals("time")
          ? new BadEventException("time", hinted(e, object.path("time")))
          : e;
    }
  }

  private static String hinted(BadEventException e, JsonNode time) {
    String message = String.valueOf(e.getMessage()).replaceFirst("^time: ", "");
    String digits = time.asText("");
    if (!DIGITS.matcher(digits).matches()) {
      return message;
    }
    return message
        + (digits.length() >= MILLIS_DIGITS ? " (milliseconds" : " (seconds")
        + " since 1970 are not read in JSON)";
  }
}
