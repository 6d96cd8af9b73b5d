/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.profile.Event;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.Item;
import java.time.InstantSource;
import java.util.List;

/**
 * All sources with what they count in. Not thread-safe by itself: {@link Candidates} lets many read
 * or one write.
 */
final class Sources {
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

  Sources(Catalogue catalogue, InstantSource clock) {
    catalogue.all().stream().map(Item::id).sorted().forEach(numbers::of);
    this.content = new ContentSearch(catalogue, numbers);
    this.newcomers = new Newcomers(clock);
  }

  /** What was learnt anew from the likes of one moment. */
  record Learnt(ItemToItem neighbours, ItemToItem walks, Ease ease) {}

  /** Every source. */
  List<CandidateSource> all() {
    return List.of(trending, popularity, neighbours, walks, ease, content, newcomers);
  }

  /** Those that know of an item only by what others did with it. */
  List<CandidateSource> common() {
    return List.of(trending, popularity, neighbours, walks, ease);
  }

  /**
   * The source of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  CandidateSource named(String name) {
    return all().stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no source " + name));
  }

  Popularity popularity() {
    return popularity;
  }

  Trending trending() {
    return trending;
  }

  Opinions opinions() {
    return opinions;
  }

  ItemToItem neighbours() {
    return neighbours;
  }

  ContentSearch content() {
    return content;
  }

  Newcomers newcomers() {
    return newcomers;
  }

  Histories histories() {
    return histories;
  }

  ItemNumbers numbers() {
    return numbers;
  }

  int number(String id) {
    return numbers.find(id);
  }

  String id(int number) {
    return numbers.id(number);
  }

  /** Takes an item that was added or changed. */
  void put(Item item) {
    newcomers.put(numbers.of(item.id()), item);
    content.put(item);
  }

  /** Learns from an event. */
  Occurrence record(Event event, double liking) {
    int item = numbers.of(event.item());
    History history = histories.open(event.user());
    boolean newly = history.meet(item, liking, event.time().getEpochSecond());
    Occurrence occurrence = new Occurrence(event, item, liking, history, newly);
    opinions.record(occurrence);
    all().forEach(source -> source.record(occurrence));
    return occurrence;
  }

  /** The likes of now. */
  Likes likes() {
    return histories.likes(numbers.size());
  }

  /** Learns anew; runs beside everything else. */
  Learnt learn(Likes likes) {
    return new Learnt(neighbours.rebuilt(likes), walks.rebuilt(likes), ease.rebuilt(likes));
  }

  /** Uses what was learnt, and what came after the likes that it was learnt from. */
  void use(Learnt learnt, List<Occurrence> since) {
    neighbours = learnt.neighbours;
    walks = learnt.walks;
    ease = learnt.ease;
    for (Occurrence like : since) {
      neighbours.record(like);
      walks.record(like);
    }
  }
}
