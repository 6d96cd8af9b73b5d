/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.codec;

import dev.edgewise.profile.AppliedEvents;
import dev.edgewise.profile.Circumstances;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.FoldedHistory;
import dev.edgewise.profile.Impressions;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Search;
import dev.edgewise.profile.StatedPreferences;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content that {@link ProfileWriter} writes, and that of schema versions 2 and 3. In both
 * the keys of events are shorter. In version 2 the earlier interactions were kept as sums only,
 * which are skipped.
 */
final class ProfileReader {
  private static final int TOPIC_ID = 16;
  private static final int HOURS = 24;
  private static final int SHORT_KEY_BYTES = 5;

  private final ByteReader in;
  private final boolean sums;
  private final int keyBytes;
  private final boolean births;
  private List<String> items = List.of();
  private List<String> traits = List.of();
  private long latest;

  /** A reader of one profile in this version of the schema. */
  ProfileReader(byte[] content, byte schema) {
    this.in = new ByteReader(content);
    this.sums = schema == ProfileCodec.SECOND;
    this.keyBytes = schema < ProfileCodec.FOURTH ? SHORT_KEY_BYTES : ProfileWriter.KEY_BYTES;
    this.births = schema > ProfileCodec.FOURTH;
  }

  /** Reads the profile, or throws an {@link IllegalArgumentException} for other content. */
  Profile read(String user) {
    try {
      Profile profile = profile(user);
      in.end();
      return profile;
    } catch (ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException("a time in a profile is out of range", e);
    }
  }

  private Profile profile(String user) {
    long version = in.count();
    long interactions = in.count();
    String language = in.text();
    Instant last = in.octet() == 0 ? null : Instant.ofEpochMilli(in.signed());
    Instant first = null;
    if (last != null) {
      latest = last.toEpochMilli();
      first = Instant.ofEpochMilli(Math.subtractExact(latest, in.count()));
    }
    items = in.table();
    traits = in.table();
    return new Profile(
        user,
        version,
        interactions,
        interactions(true),
        earlier(),
        shown(),
        searches(),
        stated(),
        circumstances(),
        applied(),
        first,
        last,
        language);
  }

  private String item() {
    return name(in.count(), items);
  }

  private String trait() {
    return name(in.count(), traits);
  }

  private static String name(long number, List<String> names) {
    if (number < 0 || number >= names.size()) {
      throw new IllegalArgumentException("a profile refers to a name that isn't in its table");
    }
    return names.get((int) number);
  }

  private record Kind(String type, double weight) {}

  private FoldedHistory earlier() {
    if (sums) {
      skipSums();
      skipSums();
      return new FoldedHistory(List.of(), List.of(), finished());
    }
    return new FoldedHistory(interactions(false), interactions(false), finished());
  }

  private void skipSums() {
    for (int left = in.size(); left > 0; left--) {
      int reals = (in.count() & 1) == 1 ? 4 : 3;
      in.octets(reals * Double.BYTES);
    }
  }

  private List<Interaction> interactions(boolean withKeys) {
    List<Kind> kinds = in.list(this::kind);
    List<Interaction> interactions = new ArrayList<>();
    Map<String, List<String>> traitsOfItems = new HashMap<>();
    long time = latest;
    for (int left = in.size(); left > 0; left--) {
      String item = item();
      long flags = in.count();
      long number = flags >>> ProfileWriter.FLAGS;
      if (number >= kinds.size()) {
        throw new IllegalArgumentException("an interaction of a kind that isn't in the table");
      }
      Kind kind = kinds.get((int) number);
      time = Math.subtractExact(time, in.count());
      Double value = (flags & ProfileWriter.HAS_VALUE) != 0 ? in.number() : null;
      long key = withKeys ? in.fixed(keyBytes) : 0;
      boolean asBefore = (flags & ProfileWriter.AS_BEFORE) != 0;
      List<String> itemTraits =
          asBefore ? traitsOfItems.getOrDefault(item, List.of()) : in.list(this::trait);
      traitsOfItems.put(item, itemTraits);
      interactions.add(
          new Interaction(
              item, kind.type, Instant.ofEpochMilli(time), value, kind.weight, itemTraits, key));
    }
    Collections.reverse(interactions);
    return interactions;
  }

  private Kind kind() {
    long number = in.count();
    String type = number == 0 ? in.text() : EventType.stored(number);
    Double weight = in.number();
    return new Kind(type, weight == null ? 0 : weight);
  }

  private SortedMap<String, Instant> finished() {
    return in.map(this::item, this::before);
  }

  private Instant before() {
    return Instant.ofEpochMilli(Math.subtractExact(latest, in.signed()));
  }

  private SortedMap<String, Impressions> shown() {
    return in.map(this::item, () -> new Impressions(Math.toIntExact(in.count()), before()));
  }

  private List<Search> searches() {
    return in.list(() -> new Search(in.text(), before()));
  }

  private StatedPreferences stated() {
    String language = in.text();
    return new StatedPreferences(language.isEmpty() ? null : language, in.texts(), in.texts());
  }

  private Circumstances circumstances() {
    long mask = in.count();
    SortedMap<Integer, Long> hours = new TreeMap<>();
    for (int hour = 0; hour < HOURS; hour++) {
      if ((mask >>> hour & 1) == 1) {
        hours.put(hour, in.count());
      }
    }
    return new Circumstances(hours, in.map(in::text, in::count));
  }

  private AppliedEvents applied() {
    SortedMap<String, Long> watermarks = in.map(this::partition, in::count);
    SortedMap<String, Long> born = births ? births(watermarks) : new TreeMap<>();
    List<Long> keys = in.list(() -> in.fixed(keyBytes));
    return new AppliedEvents(watermarks, born, keys, forgotten());
  }

  /** Reads for each watermark how far before it its birth is, plus one; 0 when it is unknown. */
  private SortedMap<String, Long> births(SortedMap<String, Long> watermarks) {
    SortedMap<String, Long> born = new TreeMap<>();
    watermarks.forEach((partition, offset) -> {
      long before = in.count();
      if (before > 0) {
        born.put(partition, offset - (before - 1));
      }
    });
    return born;
  }

  private @Nullable Instant forgotten() {
    return in.octet() == 0 ? null : Instant.ofEpochMilli(in.signed());
  }

  private String partition() {
    if (in.octet() == 0) {
      return in.text();
    }
    byte[] id = in.octets(TOPIC_ID);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id) + in.text();
  }
}
