/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a text may look like, byte by byte: words of a closed list and names, separated by spaces or
 * commas, a suffix right behind a name, and citations in brackets of existing facts only. A text
 * that must cite ends with a citation and a full stop. Byte by byte, because tokens end in the
 * middle of words and, in many scripts, of characters. Immutable and thread-safe.
 *
 * <p>It is a nondeterministic automaton, run as the set of places where it can be: a name may begin
 * like a word ("The Matrix", "the").
 */
final class Grammar {
  private final Node units = new Node();
  private final Node suffixes = new Node();
  private final boolean cites;

  private Grammar(boolean cites) {
    this.cites = cites;
  }

  /**
   * Sentences whose every clause ends with a citation.
   *
   * @param words may stand anywhere, with a large or small first letter
   * @param names as they are
   * @param ids of the facts that may be cited
   */
  static Grammar citing(
      Collection<String> words,
      Collection<String> names,
      Collection<String> suffixes,
      Collection<String> ids) {
    Grammar grammar = new Grammar(true);
    grammar.add(words, names, suffixes);
    ids.forEach(id -> grammar.units.add("[" + id + "]", Unit.CITATION));
    return grammar;
  }

  /** Sentences without citations. */
  static Grammar plain(
      Collection<String> words, Collection<String> names, Collection<String> suffixes) {
    Grammar grammar = new Grammar(false);
    grammar.add(words, names, suffixes);
    return grammar;
  }

  private void add(Collection<String> words, Collection<String> names, Collection<String> ends) {
    for (String word : words) {
      units.add(word, Unit.WORD);
      units.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1), Unit.WORD);
    }
    names.forEach(name -> units.add(name, Unit.NAME));
    ends.forEach(suffix -> suffixes.add(suffix, Unit.WORD));
  }

  private enum Unit {
    WORD,
    NAME,
    CITATION
  }

  /** A tree of units by their bytes. */
  private static final class Node {
    private final Map<Byte, Node> next = new HashMap<>();
    private final Set<Unit> ends = new HashSet<>();

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

  private enum Phase {
    START,
    SPACE,
    UNIT,
    COMMA,
    FULL_STOP
  }

  /** One place where it can be; the node is there inside of units. */
  private record Place(Phase phase, @Nullable Node node) {}

  /** Where it can be. */
  static final class State {
    private final Set<Place> places;

    private State(Set<Place> places) {
      this.places = places;
    }

    /** Whether nothing can follow that leads to a text. */
    boolean dead() {
      return places.isEmpty();
    }

    /** Whether the text may end here. */
    boolean complete() {
      return places.stream().anyMatch(place -> place.phase == Phase.FULL_STOP);
    }
  }

  /** Before the first byte. */
  State start() {
    return new State(Set.of(new Place(Phase.START, null)));
  }

  /** After some bytes. */
  State after(State state, byte[] bytes) {
    State now = state;
    for (byte b : bytes) {
      now = after(now, b);
    }
    return now;
  }

  /** After one more byte. */
  State after(State state, byte b) {
    Set<Place> places = new HashSet<>();
    for (Place place : state.places) {
      step(place, b, places);
    }
    return new State(places);
  }

  private void step(Place place, byte b, Set<Place> to) {
    switch (place.phase) {
      case START -> {
        if (b == ' ') {
          to.add(new Place(Phase.SPACE, null)); // tokenizers put one in front
        }
        enter(units, b, to);
      }
      case SPACE -> enter(units, b, to);
      case COMMA -> {
        if (b == ' ') {
          to.add(new Place(Phase.SPACE, null));
        }
      }
      case FULL_STOP -> {
        if (b == ' ' && !cites) {
          to.add(new Place(Phase.SPACE, null));
        }
      }
      case UNIT -> {
        Node node = place.node;
        if (node != null) {
          enter(node, b, to);
          leave(node, b, to);
        }
      }
    }
  }

  private static void enter(Node node, byte b, Set<Place> to) {
    Node next = node.next.get(b);
    if (next != null) {
      to.add(new Place(Phase.UNIT, next));
    }
  }

  private void leave(Node node, byte b, Set<Place> to) {
    if (node.ends.isEmpty()) {
      return;
    }
    if (b == ' ') {
      to.add(new Place(Phase.SPACE, null));
    } else if (b == ',') {
      to.add(new Place(Phase.COMMA, null));
    } else if (b == '.' && (!cites || node.ends.contains(Unit.CITATION))) {
      to.add(new Place(Phase.FULL_STOP, null));
    }
    if (node.ends.contains(Unit.NAME)) {
      enter(suffixes, b, to);
    }
  }
}
