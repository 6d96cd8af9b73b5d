/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoReadersTest {
  private final Catalogue catalogue =
      Samples.catalogue(
          Samples.item("d", "Drama", "Drama"),
          Samples.item("w", "War", "War"),
          Samples.item("h", "Horror", "Horror"));
  private final DemoReaders readers = new DemoReaders(SignalWeights.standard());

  private void likes(String user, String item, int times) {
    for (int hour = 0; hour < times; hour++) {
      readers.record(catalogue.enrich(Samples.like(user, item, hour)));
    }
  }

  private List<String> users(int most) {
    return readers.pick(most, "genre").stream().map(DemoReader::user).toList();
  }

  @Test
  void tastesThatLieFarApartArePickedFirst() {
    likes("drama-1", "d", 40);
    likes("drama-2", "d", 39);
    likes("war", "w", 20);
    likes("horror", "h", 20);
    assertThat(users(3)).hasSize(3).contains("war", "horror");
    assertThat(users(4)).hasSize(4);
  }

  @Test
  void fewEventsAreNoHistoryAndTooManyNoPerson() {
    likes("visitor", "d", 3);
    likes("crawler", "d", 500);
    assertThat(users(12)).isEmpty();
  }

  @Test
  void aTasteNamesTheKindsThatAReaderLikesMoreThanOthersDo() {
    for (int other = 0; other < 5; other++) {
      likes("drama-" + other, "d", 40);
    }
    likes("mixed", "d", 12);
    likes("mixed", "h", 10);
    likes("mixed", "w", 2);

    assertThat(readers.pick(6, "genre"))
        .filteredOn(reader -> reader.user().equals("mixed"))
        .singleElement()
        .extracting(DemoReader::tastes)
        .isEqualTo(List.of("Horror", "War"));
    assertThat(readers.pick(6, "director")).allMatch(reader -> reader.tastes().isEmpty());
  }

  @Test
  void readersAndTheirNamesStayWhenMoreHappens() {
    for (int reader = 0; reader < 12; reader++) {
      likes("reader-" + reader, "d", 40 - reader);
    }
    List<String> before = readers.pick(12, "genre").stream().map(DemoReader::name).toList();
    assertThat(before).doesNotHaveDuplicates().hasSize(12);
    List<String> users = users(12);

    likes("someone-else", "h", 50);
    likes("reader-3", "w", 5);
    assertThat(users(12)).isEqualTo(users);
    assertThat(readers.pick(12, "genre")).extracting(DemoReader::name).isEqualTo(before);
  }

  @Test
  void aForgottenReaderLeavesAndImpressionsBringNobody() {
    likes("one", "d", 40);
    likes("two", "h", 40);
    assertThat(users(2)).containsExactlyInAnyOrder("one", "two");

    readers.record(new ProfileRequest.Erase().event("two", "1", Samples.START));
    for (int hour = 0; hour < 40; hour++) {
      readers.record(catalogue.enrich(Samples.event("two", "h", "impression", hour)));
    }
    assertThat(users(2)).containsExactly("one");
  }

  @Test
  void moreReadersThanNamesStillHaveNames() {
    List<String> users = IntStream.range(0, 60).mapToObj(i -> "reader-" + i).toList();
    ReaderNames names = new ReaderNames();
    names.keep(users.subList(0, 10));
    String first = names.of("reader-0");
    names.keep(users.reversed());
    assertThat(users.stream().map(names::of)).doesNotHaveDuplicates();
    assertThat(names.of("reader-0")).isEqualTo(first);
  }
}
