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
import dev.edgewise.profile.Tally;
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

/** Reads one profile's content as {@link ProfileWriter} wrote it. */
final class ProfileReader {
  private static final int TOPIC_ID = 16;
  private static final int HOURS = 24;

  private final ByteReader in;
  private List<String> items = List.of();
  private List<String> traits = List.of();
  private long latest;

  ProfileReader(byte[] content) {
    this.in = new ByteReader(content);
  }

  /**
   * The profile.
   *
   * @throws IllegalArgumentException when the content isn't one
   */
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
        recent(),
        new FoldedHistory(tallies(traits), tallies(items), finished()),
        shown(),
        searches(),
        stated(),
        circumstances(),
        applied(),
        first,
        last,
        language);
  }

  private static String named(long number, List<String> names) {
    if (number < 0 || number >= names.size()) {
      throw new IllegalArgumentException("a profile names something that isn't in its table");
    }
    return names.get((int) number);
  }

  private record Kind(String type, double weight) {}

  private List<Interaction> recent() {
    List<Kind> kinds = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      String type = type();
      Double weight = in.number();
      kinds.add(new Kind(type, weight == null ? 0 : weight));
    }
    List<Interaction> recent = new ArrayList<>();
    Map<String, List<String>> known = new HashMap<>();
    long time = latest;
    for (int left = in.size(); left > 0; left--) {
      String item = named(in.count(), items);
      long flags = in.count();
      long number = flags >>> ProfileWriter.FLAGS;
      if (number >= kinds.size()) {
        throw new IllegalArgumentException("an interaction of a kind that isn't in the table");
      }
      Kind kind = kinds.get((int) number);
      time = Math.subtractExact(time, in.count());
      Double value = (flags & ProfileWriter.HAS_VALUE) != 0 ? in.number() : null;
      long key = in.fixed(ProfileWriter.KEY_BYTES);
      boolean asBefore = (flags & ProfileWriter.AS_BEFORE) != 0;
      List<String> its = asBefore ? known.getOrDefault(item, List.of()) : references();
      known.put(item, its);
      recent.add(
          new Interaction(
              item, kind.type, Instant.ofEpochMilli(time), value, kind.weight, its, key));
    }
    Collections.reverse(recent);
    return recent;
  }

  private String type() {
    long number = in.count();
    return number == 0 ? in.text() : EventType.stored(number);
  }

  private List<String> references() {
    List<String> names = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      names.add(named(in.count(), traits));
    }
    return names;
  }

  private SortedMap<String, Tally> tallies(List<String> names) {
    SortedMap<String, Tally> tallies = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      long numberAndAgainst = in.count();
      String name = named(numberAndAgainst >>> 1, names);
      double brief = in.real();
      double medium = in.real();
      double lasting = in.real();
      double against = (numberAndAgainst & 1) == 1 ? in.real() : 0;
      tallies.put(name, new Tally(brief, medium, lasting, against));
    }
    return tallies;
  }

  private SortedMap<String, Instant> finished() {
    SortedMap<String, Instant> finished = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      finished.put(named(in.count(), items), before());
    }
    return finished;
  }

  private Instant before() {
    return Instant.ofEpochMilli(Math.subtractExact(latest, in.signed()));
  }

  private SortedMap<String, Impressions> shown() {
    SortedMap<String, Impressions> shown = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      String item = named(in.count(), items);
      shown.put(item, new Impressions(Math.toIntExact(in.count()), before()));
    }
    return shown;
  }

  private List<Search> searches() {
    List<Search> searches = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      searches.add(new Search(in.text(), before()));
    }
    return searches;
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
    SortedMap<String, Long> devices = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      devices.put(in.text(), in.count());
    }
    return new Circumstances(hours, devices);
  }

  private AppliedEvents applied() {
    SortedMap<String, Long> watermarks = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      watermarks.put(partition(), in.count());
    }
    List<Long> keys = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      keys.add(in.fixed(ProfileWriter.KEY_BYTES));
    }
    return new AppliedEvents(watermarks, keys, forgotten());
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
