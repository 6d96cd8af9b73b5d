/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.profile.Event;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.history.Histories;
import dev.edgewise.recommend.candidates.history.History;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.candidates.history.Likes;
import dev.edgewise.recommend.candidates.history.Occurrence;
import dev.edgewise.recommend.candidates.history.Opinions;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.time.InstantSource;
import java.util.List;

/**
 * All sources with what they count in. Not thread-safe by itself: {@link Candidates} lets many read
 * or one write.
 */
public final class Sources {
  private final ItemNumbers numbers = new ItemNumbers();
  private final Histories histories = new Histories();
  private final Opinions opinions = new Opinions();
  private final Popularity popularity = new Popularity();
  private final Trending trending = new Trending();
  private final ContentSearch content;
  private final Newcomers newcomers;
  private ItemToItem neighbours = ItemToItem.knn();
  private ItemToItem walks = ItemToItem.rp3beta();
  private Ease ease = new Ease();

  public Sources(Catalogue catalogue, InstantSource clock) {
    catalogue.all().stream().map(Item::id).sorted().forEach(numbers::of);
    this.content = new ContentSearch(catalogue, numbers);
    this.newcomers = new Newcomers(clock);
  }

  /** What was learnt anew from the likes of one moment. */
  public record Learnt(ItemToItem neighbours, ItemToItem walks, Ease ease) {}

  /** Every source. */
  public List<CandidateSource> all() {
    return List.of(trending, popularity, neighbours, walks, ease, content, newcomers);
  }

  /** Those that know of an item only by what others did with it. */
  public List<CandidateSource> common() {
    return List.of(trending, popularity, neighbours, walks, ease);
  }

  /**
   * The source of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public CandidateSource named(String name) {
    return all().stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no source " + name));
  }

  public Popularity popularity() {
    return popularity;
  }

  public Trending trending() {
    return trending;
  }

  public Opinions opinions() {
    return opinions;
  }

  public ItemToItem neighbours() {
    return neighbours;
  }

  public ContentSearch content() {
    return content;
  }

  public Newcomers newcomers() {
    return newcomers;
  }

  public Histories histories() {
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

  /** Takes an item that was added or changed. */
  public void put(Item item) {
    newcomers.put(numbers.of(item.id()), item);
    content.put(item);
  }

  /** Learns from an event. */
  public Occurrence record(Event event, double liking) {
    int item = numbers.of(event.item());
    History history = histories.open(event.user());
    boolean newly = history.meet(item, liking, event.time().getEpochSecond());
    Occurrence occurrence = new Occurrence(event, item, liking, history, newly);
    opinions.record(occurrence);
    all().forEach(source -> source.record(occurrence));
    return occurrence;
  }

  /** The likes of now. */
  public Likes likes() {
    return histories.likes(numbers.size());
  }

  /** Learns anew; runs beside everything else. */
  public Learnt learn(Likes likes) {
    return new Learnt(neighbours.rebuilt(likes), walks.rebuilt(likes), ease.rebuilt(likes));
  }

  /** Uses what was learnt, and what came after the likes that it was learnt from. */
  public void use(Learnt learnt, List<Occurrence> since) {
    neighbours = learnt.neighbours;
    walks = learnt.walks;
    ease = learnt.ease;
    for (Occurrence like : since) {
      neighbours.record(like);
      walks.record(like);
    }
  }
}
