/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.feature.SequenceModel;
import dev.edgewise.rank.feature.SequenceSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * A sequential model whose items have ids, so that other instances and later starts can use it.
 *
 * @param items ids by row of the model
 */
public record NamedSequenceModel(List<String> items, SequenceModel model) {

  /**
   * Checks the number of items.
   *
   * @throws IllegalArgumentException when it isn't that of the model
   */
  public NamedSequenceModel {
    if (items.size() != model.items()) {
      throw new IllegalArgumentException(
          "a model of " + model.items() + " items can't have " + items.size() + " ids");
    }
    items = List.copyOf(items);
  }

  /** The source with the numbers of this process. */
  public SequenceSource source(ToIntFunction<String> numbers) {
    return new SequenceSource(model, items.stream().mapToInt(numbers).toArray());
  }

  /**
   * The weights for other items: what was learnt about those of this model, and the given values
   * for others.
   */
  List<float[]> weights(List<String> others, List<float[]> values) {
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < items.size(); row++) {
      rows.put(items.get(row), row);
    }
    List<float[]> own = model.weights();
    float[] table = values.get(0).clone();
    for (int row = 0; row < others.size(); row++) {
      Integer known = rows.get(others.get(row));
      if (known != null) {
        System.arraycopy(
            own.get(0),
            known * SequenceModel.WIDTH,
            table,
            row * SequenceModel.WIDTH,
            SequenceModel.WIDTH);
      }
    }
    List<float[]> all = new ArrayList<>(own);
    all.set(0, table);
    return all;
  }
}
