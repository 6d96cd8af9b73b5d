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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the content of a profile by schema version 5; {@link ProfileReader} reads it. */
final class ProfileWriter {
  static final int KEY_BYTES = 8;

  /** The length of a topic id as text; it is written as 16 bytes after the mark 1. */
  static final int TOPIC_ID_TEXT = 22;

  /** The number of flag bits below the number of an interaction's kind. */
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
    interactions(profile.recent(), true);
    interactions(profile.earlier().opinions(), false);
    interactions(profile.earlier().looks(), false);
    finished(profile.earlier().finished());
    shown(profile.shown());
    out.list(profile.searches(), this::search);
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
    SortedSet<String> itemNames = new TreeSet<>(profile.earlier().finished().keySet());
    itemNames.addAll(profile.shown().keySet());
    SortedSet<String> traitNames = new TreeSet<>();
    for (List<Interaction> interactions :
        List.of(profile.recent(), profile.earlier().opinions(), profile.earlier().looks())) {
      for (Interaction interaction : interactions) {
        itemNames.add(interaction.item());
        traitNames.addAll(interaction.traits());
      }
    }
    table(itemNames, items);
    table(traitNames, traits);
  }

  private void table(SortedSet<String> names, Map<String, Integer> numbers) {
    names.forEach(name -> numbers.put(name, numbers.size()));
    out.table(names);
  }

  private void reference(String name, Map<String, Integer> numbers) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalStateException("a name is missing from its table");
    }
    out.count(number);
  }

  /** The common part of many interactions, which is written once. */
  private record Kind(String type, double weight) {}

  private void interactions(List<Interaction> interactions, boolean withKeys) {
    Map<Kind, Integer> kinds = new LinkedHashMap<>();
    for (Interaction interaction : interactions) {
      kinds.putIfAbsent(new Kind(interaction.type(), interaction.weight()), kinds.size());
    }
    out.list(kinds.keySet(), this::kind);
    out.count(interactions.size());
    Map<String, List<String>> traitsOfItems = new HashMap<>();
    long time = latest;
    for (int i = interactions.size() - 1; i >= 0; i--) {
      Interaction interaction = interactions.get(i);
      List<String> itemTraits = interaction.traits();
      boolean asBefore = itemTraits.equals(traitsOfItems.put(interaction.item(), itemTraits));
      long kind = kinds.getOrDefault(new Kind(interaction.type(), interaction.weight()), 0);
      Double value = interaction.value();
      reference(interaction.item(), items);
      out.count((kind << FLAGS) | (value == null ? 0 : HAS_VALUE) | (asBefore ? AS_BEFORE : 0));
      out.count(time - interaction.time().toEpochMilli());
      time = interaction.time().toEpochMilli();
      if (value != null) {
        out.number(value);
      }
      if (withKeys) {
        out.fixed(interaction.key(), KEY_BYTES);
      }
      if (!asBefore) {
        out.list(itemTraits, trait -> reference(trait, traits));
      }
    }
  }

  private void kind(Kind kind) {
    int number = EventType.storedNumber(kind.type());
    out.count(number);
    if (number == 0) {
      out.text(kind.type());
    }
    out.number(kind.weight());
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
    shown.forEach((item, impressions) -> {
      reference(item, items);
      out.count(impressions.times());
      before(impressions.last());
    });
  }

  private void search(Search search) {
    out.text(search.words());
    before(search.time());
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
    SortedMap<String, Long> devices = circumstances.devices();
    out.count(devices.size());
    devices.forEach((device, times) -> {
      out.text(device);
      out.count(times);
    });
  }

  private void applied(AppliedEvents applied) {
    SortedMap<String, Long> watermarks = applied.watermarks();
    out.count(watermarks.size());
    watermarks.forEach((partition, offset) -> {
      partition(partition);
      out.count(offset);
    });
    watermarks.forEach((partition, offset) -> {
      Long birth = applied.births().get(partition);
      out.count(birth == null ? 0 : offset - birth + 1);
    });
    out.list(applied.keys(), key -> out.fixed(key, KEY_BYTES));
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
      return null; // the topic has an id of another form
    }
  }
}
