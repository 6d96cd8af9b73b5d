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
      findings.addFirst(
          Finding.note("attributes", items.attributes().size(), summary(traits, facts)));
    }
    for (Map.Entry<String, Occurrences> odd : items.oddTypes().top(FEW)) {
      findings.add(
          Finding.note(
                  "odd-type",
                  odd.getValue().count(),
                  "Attribute "
                      + Words.quoted(odd.getKey())
                      + " is a boolean or a fraction in "
                      + Words.count(odd.getValue().count(), "item")
                      + "; it is used as the text of that value.")
              .at(odd.getValue()));
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
    Occurrences blank = attribute.blank();
    if (blank.count() > 0) {
      findings.add(
          Finding.warning(
                  "blank-attribute",
                  blank.count(),
                  items,
                  "Attribute "
                      + name
                      + " is blank in "
                      + Words.count(blank.count(), "item")
                      + "; it gives no trait, but a fact without content.",
                  "Leave out attributes without a value.")
              .at(blank));
    }
    Occurrences traits = attribute.traits();
    if (traits.count() >= FEW && attribute.differentTraits() > UNIQUE * traits.count()) {
      findings.add(
          Finding.warning(
                  "unique-attribute",
                  traits.count(),
                  items,
                  "Attribute "
                      + name
                      + " is different for nearly every item ("
                      + Words.count(attribute.differentTraits(), "value")
                      + " in "
                      + Words.count(traits.count(), "item")
                      + "); as a trait it brings no two items together.",
                  "Leave out " + name + ", or group its values.")
              .at(traits));
    }
    return findings;
  }

  static Table table(ItemSurvey items) {
    return new Table(
        "Attributes",
        List.of("attribute", "used as", "example", "items", "traits"),
        items.attributes().entrySet().stream()
            .limit(SHOWN)
            .map(one -> row(Words.quoted(one.getKey()), one.getValue()))
            .toList(),
        3);
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
