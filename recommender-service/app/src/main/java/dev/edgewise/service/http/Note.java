/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.prompt.PlainText;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.Rewrite;
import dev.edgewise.rank.reason.WritingStyle;
import dev.edgewise.recommend.Placement;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.wish.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that a request asked for and its answer doesn't have.
 *
 * @param code {@code language}, {@code rewrite}, {@code style}, {@code query}, {@code had} or
 *     {@code empty}
 * @param message one line that says what came instead
 * @param titles of the items that it is about, in the user's language; null for none
 */
public record Note(
    String code,
    String message,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> titles) {
  Note(String code, String message) {
    this(code, message, null);
  }

  private static final int MAX_QUERY = 60;

  /** What is missing in an answer; null for nothing. */
  static @Nullable List<Note> of(
      Recommendation answer, RecommendationRequest request, Catalogue catalogue) {
    List<Note> notes = new ArrayList<>();
    if (answer.page().total() == 0) {
      notes.add(new Note("empty", whyEmpty(answer, request, catalogue)));
    }
    if (request.placement().ranked()) {
      notes.addAll(ofQuery(answer.asked(), answer.shown().size()));
      notes.addAll(ofHad(answer.asked().had(), answer.context().language()));
    }
    String language = request.language();
    if (language != null && !spoken(language)) {
      String used = Locale.of(Language.of(language).tag()).getDisplayLanguage(Locale.ENGLISH);
      notes.add(
          new Note(
              "language", "there are no texts in %s; they are in %s".formatted(language, used)));
    }
    if (request.rewrite()
        && !answer.rewrites().isEmpty()
        && answer.rewrites().stream().noneMatch(Note::written)) {
      notes.add(new Note("rewrite", "the model wrote no text; the texts are the catalogue's"));
    }
    if (!request.style().equals(WritingStyle.PLAIN)
        && answer.reasons().stream().noneMatch(Note::written)
        && answer.rewrites().stream().noneMatch(Note::written)) {
      notes.add(
          new Note(
              "style", "tone and words are for a model that writes; the reasons are templates"));
    }
    return notes.isEmpty() ? null : notes;
  }

  private static List<Note> ofQuery(Asked asked, int shown) {
    int matches = asked.matches();
    String rest = asked.wish().rest();
    if (rest.isEmpty() || matches >= shown) {
      return List.of();
    }
    String found =
        switch (matches) {
          case 0 -> "nothing has the words of “%s”; the list is";
          case 1 -> "one item has the words of “%s”; the others are";
          default -> matches + " items have words of “%s”; the others are";
        };
    String words = PlainText.clean(rest, MAX_QUERY);
    return List.of(new Note("query", found.formatted(words) + " what fits the user otherwise"));
  }

  private static List<Note> ofHad(List<Item> had, String language) {
    if (had.isEmpty()) {
      return List.of();
    }
    List<String> titles =
        had.stream().map(item -> item.title(Language.of(language).tag())).toList();
    String named = titles.stream().map("“%s”"::formatted).collect(Collectors.joining(", "));
    return List.of(
        new Note("had", "the user has had " + named + ", so the list has others", titles));
  }

  private static String whyEmpty(
      Recommendation answer, RecommendationRequest request, Catalogue catalogue) {
    Placement placement = request.placement();
    return placement.byItem()
            && placement.starts(request.items(), answer.profile(), catalogue).isEmpty()
        ? "this list starts from an item that the user liked, and none is known yet; to start from"
            + " another one, send its id as item"
        : "nothing was found for this list: no item of the catalogue fits it at present";
  }

  private static boolean spoken(String tag) {
    return Language.of(tag).tag().equals(Locale.forLanguageTag(tag).getLanguage());
  }

  private static boolean written(Reason reason) {
    return reason.source() == Reason.Source.MODEL;
  }

  private static boolean written(Rewrite rewrite) {
    return rewrite.source() == Rewrite.Source.MODEL;
  }
}
