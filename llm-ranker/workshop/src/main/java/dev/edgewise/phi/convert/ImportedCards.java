/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import com.google.gson.JsonObject;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiShape;

/** Cards of models that come from elsewhere: trained, but not for this ranker's prompts. */
final class ImportedCards {
  private ImportedCards() {}

  static ModelCard imported(String name, PhiShape shape, String licence) {
    return new ModelCard(
        name,
        shape,
        true,
        licence,
        "",
        ModelCard.Limits.within(shape.context()),
        new JsonObject(),
        new JsonObject());
  }
}
