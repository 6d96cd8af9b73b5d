/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.event.RatingScales;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.rank.language.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue's description of itself, read from the {@code catalogue.json} beside its files.
 *
 * @param name short name, for example {@code films}
 * @param title display name
 * @param categories the trait name of categories, for example {@code genre}
 * @param source event source of the bundled events
 * @param values by event type the scale of the source's values
 * @param attribution text that the licence requires to be shown, possibly empty
 * @param trainingEnds events from this time on are never used for training; null for no such time
 * @param wording how reasons speak of the items' attributes
 * @param titles display names in other languages, by language code
 */
public record CatalogueDescription(
    String name,
    String title,
    String categories,
    String source,
    Map<String, Scale> values,
    String attribution,
    @Nullable Instant trainingEnds,
    Wording wording,
    Map<String, String> titles) {

  /** The file name of a description. */
  public static final String FILE = "catalogue.json";

  private static final int LONGEST = 10_000;

  /** The fields of an attribute's description. */
  private static final Set<String> ATTRIBUTE =
      Set.of("explain", "label", "is", "which", "many", "shown", "values");

  /** So that a trait with the longest category is no longer than events allow. */
  private static final int MAX_NAME = Event.MAX_ID - Item.MAX_CATEGORY - 1;

  public CatalogueDescription {
    values = Map.copyOf(values);
    titles = Map.copyOf(titles);
  }

  /** The display name in a language, given by its code. */
  public String title(String language) {
    return titles.getOrDefault(language, title);
  }

  /** A description with default words. */
  public CatalogueDescription(
      String name,
      String title,
      String categories,
      String source,
      Map<String, Scale> values,
      String attribution,
      @Nullable Instant trainingEnds) {
    this(
        name,
        title,
        categories,
        source,
        values,
        attribution,
        trainingEnds,
        Wording.UNPREPARED,
        Map.of());
  }

  /** The range of values, from the worst, {@code low}, to the best, {@code high}. */
  public record Scale(double low, double high) {
    public Scale {
      if (!(low < high)) {
        throw new IllegalArgumentException("low " + low + " must be below high " + high);
      }
    }
  }

  /** The declared scale of ratings; empty when none is declared. */
  public Optional<ValueScale> ratings() {
    return Optional.ofNullable(values.get(EventType.RATE.type()))
        .map(scale -> new ValueScale(scale.low(), scale.high()));
  }

  /** The standard weights of events, with the declared scale for the catalogue's own source. */
  public SignalWeights signals() {
    SignalWeights standard = SignalWeights.standard();
    return ratings()
        .map(scale -> standard.withScales(Map.of(source, scale)).withDefaultScale(scale))
        .orElse(standard);
  }

  /**
   * The scales of a file's ratings.
   *
   * @param given the scale that the user gave for all sources, or null
   */
  public RatingScales scales(@Nullable ValueScale given) {
    if (given != null) {
      return RatingScales.declared(SignalWeights.standard().withDefaultScale(given));
    }
    return ratings().isPresent()
        ? RatingScales.declared(signals())
        : RatingScales.learning(signals());
  }

  /** A default description with this name. */
  public static CatalogueDescription named(String name) {
    return new CatalogueDescription(name, name, "category", name, Map.of(), "", null);
  }

  /**
   * Reads the description beside a file of items; without one, returns a default named after the
   * file.
   *
   * @throws CatalogueException when the description can't be read
   */
  public static CatalogueDescription beside(Path items) {
    Path file = items.resolveSibling(FILE);
    return Files.exists(file) ? read(file) : named(stem(items));
  }

  /**
   * Reads a description.
   *
   * @throws CatalogueException when the file is missing or not a description
   */
  public static CatalogueDescription read(Path file) {
    return CatalogueFile.document(file, CatalogueDescription::from);
  }

  private static CatalogueDescription from(JsonNode json) {
    JsonFields<IllegalArgumentException> fields = CatalogueFile.fields(json);
    String name = fields.text("name", LONGEST);
    return new CatalogueDescription(
        name,
        fields.text("title", LONGEST, name),
        fields.id("categories", MAX_NAME, "category"),
        fields.text("source", LONGEST, name),
        byName(fields.object("values"), CatalogueDescription::scale),
        fields.text("attribution", LONGEST, ""),
        fields.timeOrNull("trainingEnds"),
        new Wording(
            texts(fields, "noun"),
            byName(fields.object("attributes"), CatalogueDescription::words)),
        texts(fields, "titles"));
  }

  private static Wording.Attribute words(JsonFields<IllegalArgumentException> given) {
    JsonFields<IllegalArgumentException> fields = given.only(ATTRIBUTE);
    return new Wording.Attribute(
        fields.has("explain") ? explain(fields) : null,
        texts(fields, "label"),
        texts(fields, "is"),
        texts(fields, "which"),
        texts(fields, "many"),
        texts(fields, "shown"),
        byName(fields.object("values"), language -> byName(language, CatalogueDescription::value)));
  }

  private static Wording.Explain explain(JsonFields<IllegalArgumentException> fields) {
    try {
      return Wording.Explain.of(fields.text("explain", LONGEST));
    } catch (IllegalArgumentException e) {
      throw fields.refused("explain", String.valueOf(e.getMessage()));
    }
  }

  private static Wording.Value value(JsonFields<IllegalArgumentException> fields) {
    return new Wording.Value(
        fields.text("name", Item.MAX_VALUE),
        fields.textOrNull("is", Item.MAX_VALUE),
        fields.textOrNull("which", Item.MAX_VALUE),
        fields.textOrNull("many", Item.MAX_VALUE));
  }

  /** Texts by language. */
  private static Map<String, String> texts(
      JsonFields<IllegalArgumentException> fields, String name) {
    return fields.values(name, Item.MAX_LANGUAGES, Item.MAX_NAME, Item.MAX_VALUE);
  }

  private static Scale scale(JsonFields<IllegalArgumentException> fields) {
    return new Scale(fields.number("low"), fields.number("high"));
  }

  private static <T> Map<String, T> byName(
      JsonFields<IllegalArgumentException> json,
      Function<JsonFields<IllegalArgumentException>, T> value) {
    Map<String, T> values = new LinkedHashMap<>();
    json.members().forEach((name, member) -> values.put(name, value.apply(member)));
    return values;
  }

  private static String stem(Path items) {
    String file = items.getFileName().toString();
    int dot = file.indexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}
