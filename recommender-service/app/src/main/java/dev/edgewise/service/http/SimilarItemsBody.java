/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.Candidate;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items similar to one, in responses.
 *
 * @param id of the item that they are similar to
 * @param title of this item
 * @param notes why there are no items, or null
 * @param items the most similar first
 */
public record SimilarItemsBody(
    String id, String title, @Nullable List<Note> notes, List<Entry> items) {

  private static final Note EMPTY =
      new Note(
          "empty",
          "nothing tells which items are similar: no other item shares a word, a category or an"
              + " attribute with this one, and too few users chose it; describe it better with"
              + " PUT /v1/items/{id}");

  /**
   * A similar item.
   *
   * @param rank its place, from 1
   * @param score how similar it is, from 0 to 1
   */
  public record Entry(
      String id,
      String title,
      int rank,
      double score,
      List<String> categories,
      Map<String, String> attributes) {}

  static SimilarItemsBody of(Item item, List<Candidate> similar, Catalogue catalogue) {
    List<Entry> items = new ArrayList<>();
    for (Candidate one : similar) {
      catalogue
          .find(one.id())
          .ifPresent(found ->
              items.add(
                  new Entry(
                      one.id(),
                      one.title(),
                      items.size() + 1,
                      one.firstStageScore(),
                      found.categories(),
                      found.attributes())));
    }
    return new SimilarItemsBody(
        item.id(), item.title(), items.isEmpty() ? List.of(EMPTY) : null, items);
  }
}
