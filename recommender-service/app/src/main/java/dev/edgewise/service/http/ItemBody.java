/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item in requests and responses. */
public record ItemBody(
    String id,
    String title,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> titles,
    String text,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> texts,
    List<String> categories,
    Map<String, String> attributes,
    @Nullable Instant published,
    boolean hidden) {
  static ItemBody of(Item item) {
    return new ItemBody(
        item.id(),
        item.title(),
        item.titles(),
        item.text(),
        item.texts(),
        item.categories(),
        item.attributes(),
        item.published(),
        item.hidden());
  }

  /**
   * Reads the item of a request.
   *
   * @param id from the path, or null when the body alone has the id
   */
  static Item read(JsonNode json, @Nullable String id) {
    Item item =
        Item.read(
            JsonFields.of(
                    json,
                    "",
                    (field, why) ->
                        new ProblemException(
                            Problem.Kind.BAD_ITEM,
                            field.isEmpty() ? "an item " + why : field + ": " + why))
                .only(Item.FIELDS),
            id);
    if (item.categories().contains("")) {
      throw new ProblemException(Problem.Kind.BAD_ITEM, "categories: none may be empty");
    }
    return item;
  }
}
