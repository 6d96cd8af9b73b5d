/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.Rewrite;
import dev.edgewise.rank.reason.WritingStyle;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.RecommendationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a request asked for and its answer doesn't have.
 *
 * @param code {@code language}, {@code rewrite} or {@code style}
 * @param message one line that says what came instead
 */
public record Note(String code, String message) {

  /** What is missing in an answer; null for nothing. */
  static @Nullable List<Note> of(Recommendation answer, RecommendationRequest request) {
    List<Note> notes = new ArrayList<>();
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
