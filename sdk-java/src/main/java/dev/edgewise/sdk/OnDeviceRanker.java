/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import dev.edgewise.phi.token.ModelException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.Standing;
import dev.edgewise.profile.store.InMemoryProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.packed.PhiRanker;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.ReasonWriter;
import dev.edgewise.rank.reason.TemplateReasons;
import dev.edgewise.rank.reason.WrittenReasons;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The service's ranker on this device, with a profile that never leaves the device: the same code
 * and the same archive, without a network. Thread-safe.
 */
public final class OnDeviceRanker implements AutoCloseable {
  private static final String USER = "me";
  private static final String LOG = "device";

  private final PhiRanker ranker;
  private final ReasonWriter reasons;
  private final InMemoryProfileStore profiles = new InMemoryProfileStore(SignalWeights.standard());
  private final Map<String, String> titles = new ConcurrentHashMap<>();

  private OnDeviceRanker(PhiRanker ranker) {
    this.ranker = ranker;
    TemplateReasons templates = new TemplateReasons();
    this.reasons = ranker.canWrite() ? new WrittenReasons(ranker, templates) : templates;
  }

  static OnDeviceRanker open(Path archive) {
    try {
      return new OnDeviceRanker(PhiRanker.open(archive));
    } catch (ModelException e) {
      throw new EdgewiseException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Records an action of the user. An event with a known id changes nothing. The event's user is
   * ignored, because a device has only one user.
   *
   * @throws IllegalArgumentException when the event is about another item
   */
  public synchronized void record(UserEvent event, DeviceItem item) {
    if (!event.item().equals(item.id())) {
      throw new IllegalArgumentException(
          "the event is about item " + event.item() + ", the item given is " + item.id());
    }
    titles.put(item.id(), item.title());
    Event local =
        new Event(
            event.id(),
            LOG,
            USER,
            item.id(),
            event.type(),
            event.time(),
            event.value(),
            item.traits(),
            Map.of());
    long next = profile().watermarks().getOrDefault(LOG + "/0", -1L) + 1;
    EventPosition position = new EventPosition(LOG, 0, next);
    profiles.apply(USER, List.of(new PositionedEvent(local, position)));
  }

  /** Returns the user's profile on this device. */
  public Profile profile() {
    return profiles.get(USER);
  }

  /**
   * Ranks items for the user of this device.
   *
   * @param items in any order, which never changes a score
   * @param limit how many ranked items to return, each with a reason
   * @param deadline time to rank; an item that the model can't reach in time keeps its place and is
   *     marked as ranked by {@code ranker}
   * @throws EdgewiseException when the model fails
   * @throws IllegalArgumentException when the limit is below 1
   */
  public Recommendations rank(List<DeviceItem> items, int limit, Duration deadline) {
    return rank(items, limit, deadline, null, null);
  }

  /**
   * Ranks items for a search of the user, with reasons in a language.
   *
   * @param query the search text, or null; never leaves the device
   * @param language BCP 47 tag of the reasons, or null for the profile's language
   * @see #rank(List, int, Duration)
   */
  public Recommendations rank(
      List<DeviceItem> items,
      int limit,
      Duration deadline,
      @Nullable String query,
      @Nullable String language) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, not " + limit);
    }
    Deadline by = Deadline.in(deadline);
    Profile profile = profile();
    UserContext user =
        UserContext.of(profile, titles::get)
            .asking(language == null ? profile.language() : language, query);
    List<Candidate> candidates =
        items.stream().map(OnDeviceRanker::candidate).collect(Collectors.toList());
    try {
      Ranking ranking = ranker.rank(new RankingRequest(user, candidates), by);
      List<Ranking.Entry> shown =
          ranking.items().subList(0, Math.min(limit, ranking.items().size()));
      List<Candidate> explained =
          shown.stream().map(Ranking.Entry::candidate).collect(Collectors.toList());
      return answer(profile, shown, reasons.explain(user, explained, by));
    } catch (RankerException e) {
      throw new EdgewiseException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Candidate candidate(DeviceItem item) {
    return new Candidate(
        item.id(),
        item.title(),
        ItemFacts.of(item.categoryName(), item.categories(), item.attributes()),
        1);
  }

  private Recommendations answer(Profile profile, List<Ranking.Entry> shown, List<Reason> reasons) {
    List<Recommendations.Entry> entries = new ArrayList<>();
    boolean complete = true;
    for (Ranking.Entry entry : shown) {
      Reason reason = reasons.get(entries.size());
      complete &= entry.rankedBy() != Ranking.RankedBy.RANKER;
      entries.add(
          new Recommendations.Entry(
              entry.candidate().id(),
              entry.candidate().title(),
              entries.size() + 1,
              entry.score(),
              entry.firstStageRank(),
              entry.rankedBy().label(),
              reason.text(),
              reason.cites(),
              reason.source().label()));
    }
    return new Recommendations(
        "",
        USER,
        profile.known(),
        ranker.model().name(),
        ranker.model().trained(),
        !complete,
        complete ? "" : "The deadline left the model no time for some of the items.",
        entries);
  }

  /**
   * Writes the profile and the titles of its items to a file. After a failure, the old file is
   * unchanged.
   *
   * @throws EdgewiseException when the file can't be written
   */
  public synchronized void save(Path file) {
    Map<String, String> recent = new HashMap<>(titles);
    recent
        .keySet()
        .retainAll(profile().standings().stream().map(Standing::item).collect(Collectors.toSet()));
    LocalFile.write(file, new LocalFile.Content(profile(), recent));
  }

  /**
   * Replaces the profile and the titles with the content of a file from {@link #save}.
   *
   * @throws EdgewiseException when the file is missing or broken; the profile is then unchanged
   */
  public synchronized void load(Path file) {
    LocalFile.Content content = LocalFile.read(file, USER);
    titles.clear();
    titles.putAll(content.titles());
    profiles.restore(content.profile());
  }

  /** Calls the listener after each change of the profile. */
  public ProfileStore.Subscription onChange(Runnable listener) {
    return profiles.onChange(user -> listener.run());
  }

  @Override
  public void close() {
    ranker.close();
    profiles.close();
  }
}
