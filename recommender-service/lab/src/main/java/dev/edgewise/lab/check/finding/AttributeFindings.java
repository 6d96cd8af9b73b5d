/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.survey.AttributeSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import dev.edgewise.lab.check.survey.Occurrences;
import dev.edgewise.lab.evaluate.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the attributes of the items become. */
final class AttributeFindings {
  private static final int SHOWN = 30;
  private static final int FEW = 50;
  private static final double UNIQUE = 0.9;

  private AttributeFindings() {}

  static List<Finding> of(ItemSurvey items) {
    List<Finding> findings = new ArrayList<>();
    List<String> traits = new ArrayList<>();
    List<String> facts = new ArrayList<>();
    items
        .attributes()
        .forEach((name, attribute) -> {
          String shown = Words.quoted(name);
          if (attribute.traits().count() > 0) {
            traits.add(shown);
          } else if (attribute.factsOnly().count() > 0) {
            facts.add(shown);
          }
          findings.addAll(warnings(shown, attribute, items.size()));
        });
    if (!items.attributes().isEmpty()) {
      int count = items.attributes().size();
      findings.addFirst(Finding.of("attributes", count, count, summary(traits, facts)));
    }
    for (Map.Entry<String, Occurrences> odd : items.oddTypes().top(FEW)) {
      String name = Words.quoted(odd.getKey());
      findings.add(Finding.of("odd-type", odd.getValue(), items.size(), name));
    }
    return findings;
  }

  private static String summary(List<String> traits, List<String> facts) {
    String used =
        traits.isEmpty()
            ? "No attribute becomes a trait that tastes are learnt by."
            : "Besides categories, tastes are learnt by " + listed(traits) + ".";
    return facts.isEmpty()
        ? used
        : used
            + " Only shown as facts, since their values are numbers or long: "
            + listed(facts)
            + ".";
  }

  private static String listed(List<String> names) {
    int shown = Math.min(SHOWN, names.size());
    String first = String.join(", ", names.subList(0, shown));
    return names.size() > shown ? first + " and " + (names.size() - shown) + " more" : first;
  }

  private static List<Finding> warnings(String name, AttributeSurvey attribute, int items) {
    List<Finding> findings = new ArrayList<>();
    if (attribute.blank().count() > 0) {
      findings.add(Finding.of("blank-attribute", attribute.blank(), items, name));
    }
    Occurrences traits = attribute.traits();
    if (traits.count() >= FEW && attribute.differentTraits() > UNIQUE * traits.count()) {
      String values = Words.count(attribute.differentTraits(), "value");
      findings.add(Finding.of("unique-attribute", traits, items, name, values));
    }
    return findings;
  }

  /** How each attribute is used; none without attributes. */
  static List<Table> table(ItemSurvey items) {
    List<List<String>> rows =
        items.attributes().entrySet().stream()
            .limit(SHOWN)
            .map(one -> row(Words.quoted(one.getKey()), one.getValue()))
            .toList();
    List<String> header = List.of("attribute", "used as", "example", "items", "traits");
    return rows.isEmpty() ? List.of() : List.of(new Table("Attributes", header, rows, 3));
  }

  private static List<String> row(String name, AttributeSurvey attribute) {
    boolean trait = attribute.traits().count() > 0;
    boolean both = trait && attribute.factsOnly().count() > 0;
    return List.of(
        name,
        both ? "trait, or fact only" : trait ? "trait and fact" : "fact only",
        trait ? attribute.traits().example() : attribute.given().example(),
        String.format(Locale.ROOT, "%,d", attribute.given().count()),
        String.format(Locale.ROOT, "%,d", attribute.differentTraits()));
  }
}
