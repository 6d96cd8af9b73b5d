/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The texts that a model may write, byte by byte: words of a closed list and names, separated by
 * spaces or commas, suffixes directly behind names, and citations of known facts in brackets. A
 * text that must cite ends with a citation and a full stop. The grammar works on bytes, because
 * tokens end in the middle of words and, in many scripts, of characters. Immutable and thread-safe.
 *
 * <p>It is a nondeterministic automaton, whose state is a set of places, because a name can begin
 * like a word ("The Matrix", "the").
 */
final class Grammar {
  private final Node units = new Node();
  private final Node suffixes = new Node();
  private final Node start = new Node();
  private final Node space = new Node();
  private final Node comma = new Node();
  private final Node fullStop = new Node();
  private final boolean cites;

  /**
   * Creates a grammar.
   *
   * @param words may stand anywhere, with a small or capital first letter
   * @param names may stand anywhere, unchanged
   * @param suffixes may follow a name directly
   * @param ids of the facts to cite in one sentence; if empty, any number of sentences without
   *     citations
   */
  Grammar(
      Collection<String> words,
      Collection<String> names,
      Collection<String> suffixes,
      Collection<String> ids) {
    for (String word : words) {
      units.add(word, Unit.WORD);
      units.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1), Unit.WORD);
    }
    names.forEach(name -> units.add(name, Unit.NAME));
    suffixes.forEach(suffix -> this.suffixes.add(suffix, Unit.WORD));
    ids.forEach(id -> units.add("[" + id + "]", Unit.CITATION));
    this.cites = !ids.isEmpty();
  }

  private enum Unit {
    WORD,
    NAME,
    CITATION
  }

  /** A place of the automaton: between units, or a node in a prefix tree of units by bytes. */
  private static final class Node {
    private final Map<Byte, Node> next = new HashMap<>();
    private final Set<Unit> ends = EnumSet.noneOf(Unit.class);

    void add(String text, Unit unit) {
      Node node = this;
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
        node = node.next.computeIfAbsent(b, key -> new Node());
      }
      if (node != this) {
        node.ends.add(unit);
      }
    }
  }

  /** The places that the automaton can be in. */
  final class State {
    private final Set<Node> places;

    private State(Set<Node> places) {
      this.places = places;
    }

    /** Whether no text of the grammar begins like this. */
    boolean dead() {
      return places.isEmpty();
    }

    /** Whether the text may end here. */
    boolean complete() {
      return places.contains(fullStop);
    }
  }

  State start() {
    return new State(Set.of(start));
  }

  /** Returns the state after more bytes. */
  State after(State state, byte[] bytes) {
    State next = state;
    for (byte b : bytes) {
      next = after(next, b);
    }
    return next;
  }

  State after(State state, byte b) {
    Set<Node> next = new HashSet<>();
    for (Node place : state.places) {
      boolean spaceMayFollow = place == start || place == comma || (place == fullStop && !cites);
      if (b == ' ' && spaceMayFollow) {
        next.add(space); // also at the start, where tokenizers put one
      }
      enter(place == start || place == space ? units : place, b, next);
      leave(place, b, next);
    }
    return new State(next);
  }

  private static void enter(Node node, byte b, Set<Node> next) {
    Node inside = node.next.get(b);
    if (inside != null) {
      next.add(inside);
    }
  }

  private void leave(Node node, byte b, Set<Node> next) {
    if (node.ends.isEmpty()) {
      return;
    }
    if (b == ' ') {
      next.add(space);
    } else if (b == ',') {
      next.add(comma);
    } else if (b == '.' && (!cites || node.ends.contains(Unit.CITATION))) {
      next.add(fullStop);
    }
    if (node.ends.contains(Unit.NAME)) {
      enter(suffixes, b, next);
    }
  }
}
