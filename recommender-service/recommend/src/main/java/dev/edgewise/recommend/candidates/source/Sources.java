/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.recommend.candidates.history.History;
import dev.edgewise.recommend.candidates.history.ItemEvent;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.candidates.history.ItemOpinions;
import dev.edgewise.recommend.candidates.history.LikeMatrix;
import dev.edgewise.recommend.candidates.history.UserHistories;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.time.InstantSource;
import java.util.List;

/**
 * All sources of candidates and the data that they share. To add a source, implement {@link
 * CandidateSource} and add it to the list in the constructor. Not thread-safe: the owner must allow
 * many readers or one writer.
 */
public final class Sources {
  private final ItemNumbers numbers = new ItemNumbers();
  private final UserHistories histories = new UserHistories();
  private final ItemOpinions opinions = new ItemOpinions();
  private final Trending trending = new Trending();
  private final Popularity popularity = new Popularity();
  private final ContentSearch content;
  private final NewItemSource newcomers;
  private List<CandidateSource> all;

  public Sources(Catalogue catalogue, InstantSource clock) {
    catalogue.all().stream().map(Item::id).sorted().forEach(numbers::of);
    this.content = new ContentSearch(catalogue, numbers);
    this.newcomers = new NewItemSource(clock);
    this.all =
        List.of(
            trending,
            popularity,
            ItemToItem.knn(),
            ItemToItem.rp3beta(),
            new Ease(),
            content,
            newcomers);
  }

  public List<CandidateSource> all() {
    return all;
  }

  /**
   * The source with this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public CandidateSource named(String name) {
    return all.stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no source " + name));
  }

  public Trending trending() {
    return trending;
  }

  public ItemOpinions opinions() {
    return opinions;
  }

  /** Item-to-item similarity by common likes. */
  public ItemToItem neighbours() {
    return (ItemToItem) named(ItemToItem.KNN);
  }

  public Popularity popularity() {
    return popularity;
  }

  public ContentSearch content() {
    return content;
  }

  public NewItemSource newcomers() {
    return newcomers;
  }

  public UserHistories histories() {
    return histories;
  }

  public ItemNumbers numbers() {
    return numbers;
  }

  public int number(String id) {
    return numbers.find(id);
  }

  public String id(int number) {
    return numbers.id(number);
  }

  /** Adds an item or a changed item. */
  public void put(Item item) {
    newcomers.put(numbers.of(item.id()), item);
    content.put(item);
  }

  /** Records an event and lets all sources learn from it. */
  public ItemEvent record(Event event, double liking) {
    int item = numbers.of(event.item());
    History history = histories.open(event.user());
    boolean opinion = EventType.isOpinion(event.type(), event.value(), liking);
    boolean newlyLiked = history.record(item, liking, opinion, event.time().getEpochSecond());
    ItemEvent itemEvent = new ItemEvent(event, item, liking, history, newlyLiked);
    opinions.record(itemEvent);
    all.forEach(source -> source.record(itemEvent));
    return itemEvent;
  }

  /** A snapshot of all likes. */
  public LikeMatrix likes() {
    return histories.likes(numbers.size());
  }

  /** The sources relearnt from likes. Runs while the sources are used and changes none of them. */
  public List<CandidateSource> learn(LikeMatrix likes) {
    return all.stream().map(source -> source.rebuilt(likes)).toList();
  }

  /** Replaces the sources by relearnt ones, which first learn from the events in between. */
  public void use(List<CandidateSource> relearnt, List<ItemEvent> since) {
    List<CandidateSource> replaced = all;
    relearnt.stream()
        .filter(source -> !replaced.contains(source))
        .forEach(source -> since.forEach(source::record));
    all = relearnt;
  }
}
