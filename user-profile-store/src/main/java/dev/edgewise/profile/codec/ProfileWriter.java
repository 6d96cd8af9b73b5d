/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.codec;

import dev.edgewise.profile.AppliedEvents;
import dev.edgewise.profile.Circumstances;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.Impressions;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Search;
import dev.edgewise.profile.StatedPreferences;
import dev.edgewise.profile.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes one profile's content by schema version 2; {@link ProfileReader} reads it. */
final class ProfileWriter {
  static final int KEY_BYTES = 5;

  /** A topic's id is 16 bytes in base 64, and stands as these after the mark 1. */
  static final int TOPIC_ID_TEXT = 22;

  /** How many bits of an interaction's kind say more than the kind. */
  static final int FLAGS = 2;

  static final int AS_BEFORE = 1;
  static final int HAS_VALUE = 2;

  private final Bytes out = new Bytes();
  private final Map<String, Integer> items = new HashMap<>();
  private final Map<String, Integer> traits = new HashMap<>();
  private long latest;

  byte[] write(Profile profile) {
    out.count(profile.version());
    out.count(profile.interactions());
    out.text(profile.observedLanguage());
    seen(profile.firstSeen(), profile.lastSeen());
    tables(profile);
    recent(profile.recent());
    tallies(profile.earlier().traits(), traits);
    tallies(profile.earlier().items(), items);
    finished(profile.earlier().finished());
    shown(profile.shown());
    searches(profile.searches());
    stated(profile.stated());
    circumstances(profile.circumstances());
    applied(profile.applied());
    return out.toArray();
  }

  private void seen(@Nullable Instant first, @Nullable Instant last) {
    if (first == null || last == null) {
      out.octet(0);
    } else {
      latest = last.toEpochMilli();
      out.octet(1);
      out.signed(latest);
      out.count(latest - first.toEpochMilli());
    }
  }

  private void tables(Profile profile) {
    SortedSet<String> itemNames = new TreeSet<>(profile.earlier().items().keySet());
    itemNames.addAll(profile.earlier().finished().keySet());
    itemNames.addAll(profile.shown().keySet());
    SortedSet<String> traitNames = new TreeSet<>(profile.earlier().traits().keySet());
    for (Interaction met : profile.recent()) {
      itemNames.add(met.item());
      traitNames.addAll(met.traits());
    }
    table(itemNames, items);
    table(traitNames, traits);
  }

  private void table(SortedSet<String> names, Map<String, Integer> numbers) {
    names.forEach(name -> numbers.put(name, numbers.size()));
    out.table(names);
  }

  private void reference(String name, Map<String, Integer> numbers) {
    out.count(number(name, numbers));
  }

  private static int number(String name, Map<String, Integer> numbers) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalStateException("a name is missing from its table");
    }
    return number;
  }

  /** What events of a kind have in common. */
  private record Kind(String type, double weight) {}

  private void recent(List<Interaction> recent) {
    Map<Kind, Integer> kinds = new HashMap<>();
    List<Kind> inOrder = new ArrayList<>();
    for (Interaction met : recent) {
      Kind kind = new Kind(met.type(), met.weight());
      if (kinds.putIfAbsent(kind, inOrder.size()) == null) {
        inOrder.add(kind);
      }
    }
    out.count(inOrder.size());
    for (Kind kind : inOrder) {
      type(kind.type());
      out.number(kind.weight());
    }
    out.count(recent.size());
    Map<String, List<String>> known = new HashMap<>();
    long time = latest;
    for (int i = recent.size() - 1; i >= 0; i--) {
      Interaction met = recent.get(i);
      boolean asBefore = met.traits().equals(known.put(met.item(), met.traits()));
      long kind = kinds.getOrDefault(new Kind(met.type(), met.weight()), 0);
      Double value = met.value();
      reference(met.item(), items);
      out.count((kind << FLAGS) | (value == null ? 0 : HAS_VALUE) | (asBefore ? AS_BEFORE : 0));
      out.count(time - met.time().toEpochMilli());
      time = met.time().toEpochMilli();
      if (value != null) {
        out.number(value);
      }
      out.fixed(met.key(), KEY_BYTES);
      if (!asBefore) {
        out.count(met.traits().size());
        met.traits().forEach(trait -> reference(trait, traits));
      }
    }
  }

  private void type(String name) {
    int number = EventType.storedNumber(name);
    out.count(number);
    if (number == 0) {
      out.text(name);
    }
  }

  private void tallies(SortedMap<String, Tally> tallies, Map<String, Integer> numbers) {
    out.count(tallies.size());
    tallies.forEach((name, tally) -> {
      boolean against = tally.against() != 0;
      out.count(((long) number(name, numbers) << 1) | (against ? 1 : 0));
      out.real(tally.brief());
      out.real(tally.medium());
      out.real(tally.lasting());
      if (against) {
        out.real(tally.against());
      }
    });
  }

  private void finished(SortedMap<String, Instant> finished) {
    out.count(finished.size());
    finished.forEach((item, time) -> {
      reference(item, items);
      before(time);
    });
  }

  private void before(Instant time) {
    out.signed(latest - time.toEpochMilli());
  }

  private void shown(SortedMap<String, Impressions> shown) {
    out.count(shown.size());
    shown.forEach((item, how) -> {
      reference(item, items);
      out.count(how.times());
      before(how.last());
    });
  }

  private void searches(List<Search> searches) {
    out.count(searches.size());
    for (Search search : searches) {
      out.text(search.words());
      before(search.time());
    }
  }

  private void stated(StatedPreferences preferences) {
    String language = preferences.language();
    out.text(language == null ? "" : language);
    out.texts(preferences.likes());
    out.texts(preferences.dislikes());
  }

  private void circumstances(Circumstances circumstances) {
    int mask = 0;
    for (int hour : circumstances.hours().keySet()) {
      mask |= 1 << hour;
    }
    out.count(mask);
    circumstances.hours().values().forEach(out::count);
    out.count(circumstances.devices().size());
    circumstances
        .devices()
        .forEach((device, times) -> {
          out.text(device);
          out.count(times);
        });
  }

  private void applied(AppliedEvents applied) {
    out.count(applied.watermarks().size());
    applied
        .watermarks()
        .forEach((partition, offset) -> {
          partition(partition);
          out.count(offset);
        });
    out.count(applied.keys().size());
    applied.keys().forEach(key -> out.fixed(key, KEY_BYTES));
    Instant forgotten = applied.forgotten();
    out.octet(forgotten == null ? 0 : 1);
    if (forgotten != null) {
      out.signed(forgotten.toEpochMilli());
    }
  }

  private void partition(String name) {
    byte[] id = topicId(name);
    out.octet(id == null ? 0 : 1);
    if (id != null) {
      for (byte b : id) {
        out.octet(b);
      }
    }
    out.text(id == null ? name : name.substring(TOPIC_ID_TEXT));
  }

  private static byte @Nullable [] topicId(String name) {
    if (name.length() < TOPIC_ID_TEXT) {
      return null;
    }
    String text = name.substring(0, TOPIC_ID_TEXT);
    try {
      byte[] id = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
      boolean whole = Base64.getUrlEncoder().withoutPadding().encodeToString(id).equals(text);
      return whole ? id : null;
    } catch (IllegalArgumentException e) {
      return null; // another's way of naming topics
    }
  }
}
