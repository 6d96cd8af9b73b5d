/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.rank.language.Wording.Explain;
import dev.edgewise.rank.reason.ReasonPlan.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All ways to explain an item to a user. Facts of an item come in the order of their worth: causes
 * with the strongest first, traits with the rarest first.
 */
final class ReasonPlans {
  private static final int MAX_TEXT = 180;

  /** What a reason costs more for each stronger cause and each rarer trait that it doesn't name. */
  private static final double WEAKER_CAUSE = 0.15;

  private static final double COMMONER_TRAIT = 0.05;

  /** How plain a taste may be: that of a genre comes behind two liked items, before one. */
  private static final double TASTE = 0.65;

  private static final Set<Fact.Kind> TRAITS =
      EnumSet.of(Fact.Kind.IS, Fact.Kind.ALSO, Fact.Kind.HAS);

  /** "You like the mood “dark”" is no natural sentence. */
  private static final double WORDLESS = 0.3;

  /** A common name says more than a common trait. */
  private static final double SAME_NAME = -0.3;

  /** One liked item is no taste; a reason had better name it. */
  private static final int LEAST_EVIDENCE = 2;

  private final UserContext user;
  private final Language language;
  private final FactLinks links;
  private final Wording wording;
  private final PlanWords words;
  private final QueryPlans query;

  ReasonPlans(UserContext user, FactLinks links, Wording wording) {
    this.user = user;
    this.language = Language.of(user.language());
    this.links = links;
    this.wording = wording;
    this.words = new PlanWords(language, wording);
    this.query = new QueryPlans(user.query(), links, words);
  }

  /** Returns the ways to explain an item; there is always one. */
  List<ReasonPlan> of(Candidate item) {
    List<Fact> causes = item.facts().stream().filter(links::isCause).collect(Collectors.toList());
    causes.removeIf(cause -> cause.subject().equals("item:" + item.id()));
    List<ItemTrait> all = traits(item);
    List<ItemTrait> traits =
        all.stream().filter(trait -> !trait.isCommon()).collect(Collectors.toList());
    List<Fact> texts =
        item.facts().stream().filter(this::isText).limit(1).collect(Collectors.toList());
    List<ReasonPlan> plans = new ArrayList<>();
    List<ReasonPlan> ofUser = new ArrayList<>();
    query.add(item, all, texts, ofUser);
    ofOneName(item, causes, traits, ofUser);
    liked(causes, ofUser);
    tastes(item, traits, ofUser);
    shared(causes, traits, texts, ofUser);
    ofUser.forEach(plan -> plans.add(described(plan, traits, texts)));
    texts.forEach(
        text -> plans.add(words.plan(Kind.TEXT, "text", List.of(text), "text", text.text())));
    alone(traits, plans);
    item.facts().stream()
        .filter(fact -> fact.subject().startsWith("popularity:") && links.sayable(fact))
        .forEach(fact -> plans.add(words.plan(Kind.POPULAR, "popular", List.of(fact))));
    plans.add(
        words.plan(Kind.NOTHING, user.stranger() ? "nothing.stranger" : "nothing", List.of()));
    return plans;
  }

  private List<ItemTrait> traits(Candidate item) {
    List<ItemTrait> traits = new ArrayList<>();
    List<ItemTrait> singles = singles(item);
    for (ItemTrait one : singles) {
      for (ItemTrait other : singles.subList(singles.indexOf(one) + 1, singles.size())) {
        if (one.attribute().equals(other.attribute())) {
          traits.addAll(together(one, other));
        }
      }
      traits.add(one);
    }
    traits.sort((one, other) -> Boolean.compare(other.always(), one.always())); // keeps their order
    return traits;
  }

  /** Two kinds in one phrase, before each alone: "a romantic comedy". */
  private List<ItemTrait> together(ItemTrait one, ItemTrait other) {
    List<Fact> facts = List.of(one.facts().get(0), other.facts().get(0));
    return wording
        .together(language, one.attribute(), links.name(facts.get(0)), links.name(facts.get(1)))
        .map(phrase -> List.of(new ItemTrait(facts, phrase, false)))
        .orElse(List.of());
  }

  private List<ItemTrait> singles(Candidate item) {
    List<ItemTrait> traits = new ArrayList<>();
    for (Fact fact : item.facts()) {
      boolean trait = TRAITS.contains(fact.kind());
      String attribute = fact.attribute();
      if (!trait || attribute.isEmpty() || fact.text().isEmpty() || !links.sayable(fact)) {
        continue;
      }
      String value = links.name(fact);
      Explain explain = wording.explain(attribute, value);
      if (explain != Explain.NEVER && !FactLinks.isCount(fact)) {
        wording
            .phrase(language, attribute, value)
            .ifPresent(phrase ->
                traits.add(new ItemTrait(List.of(fact), phrase, explain == Explain.ALWAYS)));
      }
    }
    return traits;
  }

  private boolean isText(Fact fact) {
    String text = fact.text();
    return fact.kind() == Fact.Kind.SAYS
        && !ItemFacts.OTHER_LANGUAGE.contains(fact.subject())
        && !fact.subject().startsWith(ItemFacts.ALIKE)
        && !fact.subject().startsWith(ItemFacts.MET)
        && text.length() <= MAX_TEXT
        && language.reads(text)
        && DisclosurePolicy.names(text);
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

  /** How many rarer facts there are. */
  private static int place(ItemTrait trait, List<ItemTrait> traits) {
    int place = 0;
    for (ItemTrait one : traits) {
      boolean single = one.facts().size() == 1;
      if (single && one.isPartOf(trait)) {
        break;
      }
      place += single ? 1 : 0;
    }
    return place;
  }

  private boolean shares(Fact cause, ItemTrait trait) {
    return links.evidence(trait).contains(FactLinks.item(cause));
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
              + COMMONER_TRAIT * place(trait, traits)
              + trait.plainness();
      List<Fact> first = sharing.subList(0, 1);
      ItemTrait second = second(trait, traits, first.get(0));
      if (texts.stream().anyMatch(text -> trait.isSaidBy(text.text()))) {
        plans.add(because(Kind.SHARED, extra, "because", first, trait.facts(), Map.of()));
        continue;
      }
      plans.add(sharing(Kind.SHARED, extra, first, trait, second));
      if (!texts.isEmpty() && trait.hasWords()) {
        plans.add(sharing(Kind.TOLD, extra, first, trait, second));
      }
      if (sharing.size() > 1 && (trait.always() || trait.goesWithOthers())) {
        plans.add(sharing(Kind.SHARED, extra, sharing.subList(0, 2), trait, null));
      }
    }
  }

  /** Adds what the item is, once: its text, else its first trait that the plan doesn't name. */
  private ReasonPlan described(ReasonPlan plan, List<ItemTrait> traits, List<Fact> texts) {
    if (texts.stream().anyMatch(plan.facts()::contains)) {
      return plan;
    }
    if (!texts.isEmpty()) {
      return plan.kind() == Kind.TOLD ? plan.after(texts.get(0)) : plan.with(texts.get(0));
    }
    ItemTrait other =
        traits.stream()
            .filter(trait -> trait.always() && trait.hasWords())
            .filter(trait -> Collections.disjoint(plan.facts(), trait.facts()))
            .filter(trait -> plan.values().values().stream().noneMatch(trait::isSaidBy))
            .findFirst()
            .orElse(null);
    return other == null
        ? plan
        : plan.with(
            other.facts().get(0), language.say("it", 0, Map.of("is", other.is(language, null))));
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
    List<Fact> facts = new ArrayList<>(trait.facts());
    if (second != null) {
      facts.addAll(second.facts());
    }
    String key =
        kind == Kind.TOLD
            ? "told"
            : trait.hasWords() ? "shared" : trait.phrase().many() == null ? "common" : "more";
    Map<String, String> values =
        Map.of(
            "is", trait.is(language, second),
            "many", String.valueOf(trait.phrase().many()),
            "label", trait.phrase().label(),
            "value", trait.phrase().value());
    return because(kind, extra, causes.size() > 1 ? key + ".two" : key, causes, facts, values);
  }

  /** What others chose together, where they did. */
  private void liked(List<Fact> all, List<ReasonPlan> plans) {
    List<Fact> causes =
        all.stream()
            .filter(cause -> cause.kind() == Fact.Kind.LIKED_WITH)
            .collect(Collectors.toList());
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
    return new ReasonPlan(kind, extra, key, words.withThis(all), facts);
  }

  /** Traits that the user likes, from other items than this one. */
  private void tastes(Candidate item, List<ItemTrait> traits, List<ReasonPlan> plans) {
    for (ItemTrait trait : traits) {
      List<String> evidence = links.evidence(trait);
      boolean known = !evidence.isEmpty();
      evidence.remove(item.id());
      if (links.likes(trait) && !(known && evidence.size() < LEAST_EVIDENCE)) {
        boolean many = trait.phrase().many() != null;
        List<Fact> examples = many ? links.examples(trait, item.id(), traits) : List.of();
        double extra = COMMONER_TRAIT * place(trait, traits) + TASTE * trait.plainness();
        if (examples.isEmpty()) {
          plans.add(taste(trait, null).dearer(many ? extra : WORDLESS));
        }
        examples.forEach(example -> plans.add(taste(trait, example).dearer(extra)));
      }
    }
  }

  /** A taste, with the liking of an item from which it follows, or without any. */
  private ReasonPlan taste(ItemTrait trait, @Nullable Fact example) {
    boolean many = trait.phrase().many() != null;
    String key = many ? (trait.hasWords() ? "taste" : "taste.more") : "trait";
    List<Fact> facts = new ArrayList<>();
    trait.facts().forEach(fact -> facts.add(links.opinion(fact)));
    if (example != null) {
      facts.add(example);
    }
    facts.addAll(trait.facts());
    return words.plan(
        Kind.TASTE,
        example == null ? key : key + ".such",
        facts,
        "is",
        String.valueOf(trait.phrase().is()),
        "many",
        String.valueOf(trait.phrase().many()),
        "label",
        trait.phrase().label(),
        "value",
        trait.phrase().value(),
        "title",
        example == null ? "" : links.name(example));
  }

  /** What the item is, whoever asks. */
  private void alone(List<ItemTrait> traits, List<ReasonPlan> plans) {
    for (ItemTrait one : traits) {
      ItemTrait other =
          traits.stream().filter(one::fits).filter(it -> !it.equals(one)).findFirst().orElse(null);
      List<Fact> facts = new ArrayList<>(one.facts());
      if (other != null) {
        facts.addAll(other.facts());
      }
      plans.add(
          words.plan(
              Kind.TRAITS,
              one.hasWords()
                  ? "trait.alone"
                  : one.phrase().many() == null ? "label.alone" : "many.alone",
              facts,
              "is",
              one.is(language, other),
              "many",
              String.valueOf(one.phrase().many()),
              "label",
              one.phrase().label(),
              "value",
              one.phrase().value()));
    }
  }
}
