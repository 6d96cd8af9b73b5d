/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the categories of a list are from those of a user's history (Steck, "Calibrated
 * recommendations", RecSys 2018). Each item spreads a weight of 1 evenly over its categories. With
 * the shares p of the history and q of the list, the figure is the Kullback-Leibler divergence
 * {@code sum p ln(p / q')} in nats, where {@code q' = 0.99 q + 0.01 p}, so that it is finite.
 */
public final class Calibration {
  private static final double SMOOTHING = 0.01;

  private final Catalogue catalogue;

  public Calibration(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** From 0, for equal shares, to 4.6; NaN when history or list has no categories. */
  double of(List<String> history, List<String> list) {
    Map<String, Double> wanted = shares(history);
    Map<String, Double> shown = shares(list);
    if (wanted.isEmpty() || shown.isEmpty()) {
      return Double.NaN;
    }
    double divergence = 0;
    for (Map.Entry<String, Double> category : wanted.entrySet()) {
      double p = category.getValue();
      double q = shown.getOrDefault(category.getKey(), 0.0);
      divergence += p * Math.log(p / ((1 - SMOOTHING) * q + SMOOTHING * p));
    }
    return divergence;
  }

  private Map<String, Double> shares(List<String> items) {
    Map<String, Double> shares = new HashMap<>();
    double total = 0;
    for (String id : items) {
      List<String> categories = catalogue.find(id).map(Item::categories).orElse(List.of());
      categories.forEach(category -> shares.merge(category, 1.0 / categories.size(), Double::sum));
      total += categories.isEmpty() ? 0 : 1;
    }
    double all = total;
    shares.replaceAll((category, weight) -> weight / all);
    return shares;
  }
}
