/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.rank.language.Wording.Explain;
import dev.edgewise.rank.prompt.PlainText;
import dev.edgewise.rank.reason.ReasonPlan.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All ways to explain an item to a user. Facts of an item come in the order of their worth: causes
 * with the strongest first, traits with the rarest first.
 */
final class ReasonPlans {
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MAX_TEXT = 180;
  private static final int SHORTEST_WORD = 2;

  /** What a reason costs more for each stronger cause and each rarer trait that it doesn't name. */
  private static final double WEAKER_CAUSE = 0.4;

  private static final double COMMONER_TRAIT = 0.05;

  /** A common name says more than a common trait. */
  private static final double SAME_NAME = -0.3;

  /** One liked item is no taste; a reason had better name it. */
  private static final int LEAST_EVIDENCE = 2;

  private final UserContext user;
  private final Language language;
  private final FactLinks links;
  private final Wording wording;
  private final List<String> queried;

  ReasonPlans(UserContext user, FactLinks links, Wording wording) {
    this.user = user;
    this.language = Language.of(user.language());
    this.links = links;
    this.wording = wording;
    this.queried = user.query() == null ? List.of() : words(user.query());
  }

  private static List<String> words(String text) {
    return Arrays.stream(WORD_BREAK.split(PlainText.clean(text, MAX_TEXT), -1))
        .filter(
            word -> word.length() >= SHORTEST_WORD || word.codePoints().anyMatch(c -> c > 0x1100))
        .collect(Collectors.toList());
  }

  /** Returns the ways to explain an item; there is always one. */
  List<ReasonPlan> of(Candidate item) {
    List<Fact> causes = item.facts().stream().filter(links::isCause).collect(Collectors.toList());
    causes.removeIf(cause -> cause.subject().equals("item:" + item.id()));
    List<ItemTrait> traits = traits(item);
    List<Fact> texts =
        item.facts().stream().filter(this::isText).limit(1).collect(Collectors.toList());
    List<ReasonPlan> plans = new ArrayList<>();
    queried(item, traits, texts, plans);
    List<ReasonPlan> personal = new ArrayList<>();
    ofOneName(item, causes, traits, personal);
    liked(causes, personal);
    tastes(item, traits, personal);
    personal.forEach(plan -> plans.add(texts.isEmpty() ? plan : plan.with(texts.get(0))));
    shared(causes, traits, texts, plans);
    texts.forEach(text -> plans.add(plan(Kind.TEXT, "text", List.of(text), "text", text.text())));
    alone(traits, plans);
    item.facts().stream()
        .filter(fact -> fact.subject().startsWith("popularity:") && links.sayable(fact))
        .forEach(fact -> plans.add(plan(Kind.POPULAR, "popular", List.of(fact))));
    plans.add(plan(Kind.NOTHING, user.stranger() ? "nothing.stranger" : "nothing", List.of()));
    return plans;
  }

  private List<ItemTrait> traits(Candidate item) {
    List<ItemTrait> traits = new ArrayList<>();
    for (Fact fact : item.facts()) {
      boolean trait = fact.kind() == Fact.Kind.IS || fact.kind() == Fact.Kind.HAS;
      String attribute = fact.attribute();
      if (!trait || attribute.isEmpty() || fact.text().isEmpty() || !links.sayable(fact)) {
        continue;
      }
      String value = links.name(fact);
      Explain explain = wording.explain(attribute, value);
      if (explain != Explain.NEVER && !FactLinks.isCount(fact)) {
        wording
            .phrase(language, attribute, value)
            .ifPresent(
                phrase -> traits.add(new ItemTrait(fact, phrase, explain == Explain.ALWAYS)));
      }
    }
    traits.sort((one, other) -> Boolean.compare(other.always(), one.always())); // keeps their order
    return traits;
  }

  private boolean isText(Fact fact) {
    String text = fact.text();
    return fact.kind() == Fact.Kind.SAYS
        && text.length() <= MAX_TEXT
        && language.reads(text)
        && DisclosurePolicy.names(text);
  }

  private void queried(
      Candidate item, List<ItemTrait> traits, List<Fact> texts, List<ReasonPlan> plans) {
    String inTitle = matched(item.title());
    if (!inTitle.isEmpty()) {
      ItemTrait known =
          traits.stream().filter(trait -> trait.phrase().is() != null).findFirst().orElse(null);
      if (!texts.isEmpty()) {
        String text = texts.get(0).text();
        plans.add(plan(Kind.QUERY, "query.title.text", texts, "query", inTitle, "text", text));
      } else if (known != null) {
        String is = String.valueOf(known.phrase().is());
        plans.add(
            plan(Kind.QUERY, "query.title.is", List.of(known.fact()), "query", inTitle, "is", is));
      } else {
        plans.add(plan(Kind.QUERY, "query.title", List.of(), "query", inTitle));
      }
    }
    for (ItemTrait trait : traits) {
      String matched = matched(trait.phrase().value() + " " + links.name(trait.fact()));
      if (!matched.isEmpty()) {
        plans.add(
            plan(
                Kind.QUERY,
                trait.hasWords() ? "query.is" : "query.label",
                List.of(trait.fact()),
                "query",
                matched,
                "is",
                trait.is(language, null),
                "label",
                trait.phrase().label(),
                "value",
                trait.phrase().value()));
      }
    }
    for (Fact text : texts) {
      String matched = matched(text.text());
      if (!matched.isEmpty()) {
        plans.add(
            plan(Kind.QUERY, "query.text", List.of(text), "query", matched, "text", text.text()));
      }
    }
  }

  /** Returns the words of the query that a text has, or begins a word with; empty if none. */
  private String matched(String text) {
    String lower = " " + String.join(" ", words(text)).toLowerCase(Locale.ROOT);
    Set<String> matched = new LinkedHashSet<>();
    for (String word : queried) {
      if (lower.contains(" " + word.toLowerCase(Locale.ROOT)) && DisclosurePolicy.names(word)) {
        matched.add(word);
      }
    }
    return String.join(" ", matched);
  }

  /**
   * Causes whose titles have a name in common with the item's, such as another part of a series,
   * where the catalogue doesn't tell what they share.
   */
  private void ofOneName(
      Candidate item, List<Fact> causes, List<ItemTrait> traits, List<ReasonPlan> plans) {
    for (Fact cause : causes) {
      String name = TitlePhrase.of(links.name(cause), item.title());
      boolean known = traits.stream().anyMatch(trait -> trait.always() && shares(cause, trait));
      if (!known && !name.isEmpty() && DisclosurePolicy.names(name)) {
        plans.add(
            because(
                Kind.SHARED, SAME_NAME, "name", List.of(cause), List.of(), Map.of("value", name)));
      }
    }
  }

  /** Causes that share a trait with the item, so that people see why they lead to it. */
  private List<Fact> related(List<Fact> causes, List<ItemTrait> traits) {
    return causes.stream()
        .filter(cause -> traits.stream().anyMatch(trait -> shares(cause, trait)))
        .collect(Collectors.toList());
  }

  private boolean shares(Fact cause, ItemTrait trait) {
    return links.evidence(trait.fact()).contains(FactLinks.item(cause));
  }

  /** Causes that share a trait with the item; the item's text comes first or behind. */
  private void shared(
      List<Fact> causes, List<ItemTrait> traits, List<Fact> texts, List<ReasonPlan> plans) {
    for (ItemTrait trait : traits) {
      List<Fact> sharing = related(causes, List.of(trait));
      if (sharing.isEmpty()) {
        continue;
      }
      double extra =
          WEAKER_CAUSE * causes.indexOf(sharing.get(0))
              + COMMONER_TRAIT * traits.indexOf(trait)
              + trait.plainness();
      ItemTrait second = second(trait, traits, sharing.get(0));
      ReasonPlan one = sharing(Kind.SHARED, extra, sharing.subList(0, 1), trait, second);
      plans.add(texts.isEmpty() ? one : one.with(texts.get(0)));
      if (!texts.isEmpty() && trait.hasWords()) {
        ReasonPlan told = sharing(Kind.TOLD, extra, sharing.subList(0, 1), trait, second);
        plans.add(told.after(texts.get(0)));
      }
      if (sharing.size() > 1 && (trait.always() || trait.goesWithOthers())) {
        ReasonPlan two = sharing(Kind.SHARED, extra, sharing.subList(0, 2), trait, null);
        plans.add(texts.isEmpty() ? two : two.with(texts.get(0)));
      }
    }
  }

  /** Another trait that the cause shares, and that makes one phrase with the first. */
  private @Nullable ItemTrait second(ItemTrait first, List<ItemTrait> traits, Fact cause) {
    List<ItemTrait> fitting =
        traits.subList(traits.indexOf(first) + 1, traits.size()).stream()
            .filter(other -> first.fits(other) && shares(cause, other))
            .collect(Collectors.toList());
    return fitting.stream()
        .filter(other -> other.goesWithOthers() != first.goesWithOthers())
        .findFirst()
        .orElse(fitting.isEmpty() ? null : fitting.get(0));
  }

  private ReasonPlan sharing(
      Kind kind, double extra, List<Fact> causes, ItemTrait trait, @Nullable ItemTrait second) {
    List<Fact> facts = new ArrayList<>(List.of(trait.fact()));
    if (second != null) {
      facts.add(second.fact());
    }
    String key = kind == Kind.TOLD ? "told" : trait.hasWords() ? "shared" : "common";
    Map<String, String> values =
        Map.of(
            "is", trait.is(language, second),
            "label", trait.phrase().label(),
            "value", trait.phrase().value());
    return because(kind, extra, causes.size() > 1 ? key + ".two" : key, causes, facts, values);
  }

  private void liked(List<Fact> causes, List<ReasonPlan> plans) {
    if (causes.size() > 1) {
      plans.add(because(Kind.WITHS, 0, "withs", causes.subList(0, 2), List.of(), Map.of()));
    }
    if (!causes.isEmpty()) {
      plans.add(because(Kind.WITH, 0, "with", causes.subList(0, 1), List.of(), Map.of()));
    }
  }

  /** A plan that rests on causes; their facts come before those of the item. */
  private ReasonPlan because(
      Kind kind,
      double extra,
      String key,
      List<Fact> causes,
      List<Fact> ofItem,
      Map<String, String> values) {
    List<Fact> facts = new ArrayList<>();
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put("did", language.text("did." + links.did(causes)));
    all.put("choose", language.text("choose." + links.did(causes)));
    for (Fact cause : causes) {
      facts.add(links.opinion(cause));
      facts.add(cause);
      all.put(all.containsKey("title") ? "second" : "title", links.name(cause));
    }
    facts.addAll(ofItem);
    return new ReasonPlan(kind, extra, key, withThis(all), facts);
  }

  /** Traits that the user likes, from other items than this one. */
  private void tastes(Candidate item, List<ItemTrait> traits, List<ReasonPlan> plans) {
    for (ItemTrait trait : traits) {
      Fact liking = links.liking(trait.fact());
      List<String> evidence = new ArrayList<>(links.evidence(trait.fact()));
      boolean known = !evidence.isEmpty();
      evidence.remove(item.id());
      if (liking != null && !(known && evidence.size() < LEAST_EVIDENCE)) {
        boolean many = trait.phrase().is() != null && trait.phrase().many() != null;
        plans.add(
            plan(
                Kind.TASTE,
                many ? "taste" : "trait",
                List.of(liking, trait.fact()),
                "is",
                String.valueOf(trait.phrase().is()),
                "many",
                String.valueOf(trait.phrase().many()),
                "label",
                trait.phrase().label(),
                "value",
                trait.phrase().value()));
      }
    }
  }

  /** What the item is, whoever asks. */
  private void alone(List<ItemTrait> traits, List<ReasonPlan> plans) {
    for (ItemTrait one : traits) {
      ItemTrait other =
          traits.stream().filter(one::fits).filter(it -> !it.equals(one)).findFirst().orElse(null);
      List<Fact> facts = new ArrayList<>(List.of(one.fact()));
      if (other != null) {
        facts.add(other.fact());
      }
      plans.add(
          plan(
              Kind.TRAITS,
              one.hasWords() ? "trait.alone" : "label.alone",
              facts,
              "is",
              one.is(language, other),
              "label",
              one.phrase().label(),
              "value",
              one.phrase().value()));
    }
  }

  private ReasonPlan plan(Kind kind, String key, List<Fact> facts, String... namesAndValues) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new ReasonPlan(kind, 0, key, withThis(values), facts);
  }

  private Map<String, String> withThis(Map<String, String> values) {
    String noun = wording.noun(language);
    values.put("this", noun.isEmpty() ? language.text("this") : language.text("this.noun") + noun);
    return values;
  }
}
