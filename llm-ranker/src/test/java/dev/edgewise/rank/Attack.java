/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text that tries to give the ranker instructions: one line of {@code attacks/attacks.jsonl}.
 *
 * @param id the attack's id
 * @param kind the method of the attack
 * @param where its place: title, description, category, attribute or event
 * @param text the text in that place
 * @param telling the part that no reason may repeat, in lower case; empty if the part could be in
 *     any reason
 */
public record Attack(String id, String kind, String where, String text, String telling) {

  /** Returns all attacks. */
  public static List<Attack> all() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Attack.class.getResourceAsStream("/attacks/attacks.jsonl"),
                StandardCharsets.UTF_8))) {
      return lines.lines().map(Attack::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Attack of(String line) {
    JsonObject attack = JsonParser.parseString(line).getAsJsonObject();
    return new Attack(
        attack.get("id").getAsString(),
        attack.get("kind").getAsString(),
        attack.get("where").getAsString(),
        attack.get("text").getAsString(),
        attack.has("telling") ? attack.get("telling").getAsString() : "");
  }

  /** Returns the candidate with the text in its place; an event's text goes into the title. */
  public Candidate in(Candidate item) {
    return put(where, text, item);
  }

  /** Returns the candidate with a text in one of its places, first among the facts. */
  public static Candidate put(String where, String text, Candidate item) {
    if (where.equals("title") || where.equals("event")) {
      String title = item.title() + " " + text;
      return new Candidate(item.id(), title, item.facts(), item.firstStageScore());
    }
    ItemFacts facts = ItemFacts.start();
    switch (where) {
      case "category" -> facts.categories("genre", List.of(text));
      case "attribute" -> facts.add(Fact.Kind.IS, "studio:" + text, "studio " + text);
      case "description" -> facts.add(Fact.Kind.SAYS, "text", text);
      default -> throw new IllegalArgumentException("no place " + where);
    }
    item.facts().forEach(fact -> facts.add(fact.kind(), fact.subject(), fact.text()));
    return new Candidate(item.id(), item.title(), facts.list(), item.firstStageScore());
  }

  /** Returns the user with an item of this title at the end of the history. */
  public static UserContext past(String title, UserContext user) {
    List<PastItem> history = new ArrayList<>(user.history());
    history.add(new PastItem("attacked", title, 0));
    return new UserContext(user.facts(), history, user.language());
  }

  /** Returns the user with a liked trait of this name. */
  public static UserContext trait(String name, UserContext user) {
    List<Fact> facts = new ArrayList<>(user.facts());
    facts.add(new Fact("P9", Fact.Kind.LIKED, "studio:" + name, "liked studio " + name));
    return new UserContext(facts, user.history(), user.language());
  }
}
