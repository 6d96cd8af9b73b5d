/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemContentTest {
  private final ItemContent content = new ItemContent();

  private void put(int item, String text, String... categories) {
    content.put(item, List.of(categories), List.of(text), 2000);
  }

  private static float[] similar(ItemContent content, int liked, int size) {
    float[] sums = new float[size];
    content.addSimilarity(new int[] {liked}, new float[] {1}, sums);
    return sums;
  }

  @Test
  void anItemIsWhollyLikeItselfAndItsTwinAndUnlikeOthers() {
    put(0, "Moon river");
    put(1, "river: the MOON!");
    put(2, "Sunset boulevard");
    put(3, "The river");
    float[] similar = similar(content, 0, 4);
    assertThat(similar[0]).isCloseTo(1, within(1e-6f));
    assertThat(similar[1]).isBetween(0.5f, 1f);
    assertThat(similar[2]).isZero();
    assertThat(similar[3]).isBetween(0.1f, similar[1]);
  }

  @Test
  void similarityCountsByTheWeightOfEachLikedItem() {
    put(0, "alpha");
    put(1, "beta");
    put(2, "gamma");
    float[] sums = new float[3];
    content.addSimilarity(new int[] {0, 1, 7}, new float[] {0.5f, 0.25f, 1}, sums);
    assertThat(sums).containsExactly(new float[] {0.5f, 0.25f, 0}, within(1e-6f));
  }

  @Test
  void rareWordsCountMore() {
    put(0, "alien harvest");
    put(1, "alien dance");
    put(2, "harvest dance");
    for (int i = 3; i < 10; i++) {
      put(i, "harvest number" + i);
    }
    float[] similar = similar(content, 0, 10);
    assertThat(similar[1]).isGreaterThan(2 * similar[2]);
  }

  /** Half of all titles begin with this word. */
  @Test
  void inALargeCatalogueWordsThatManyItemsHaveTellNothing() {
    for (int i = 0; i < 1500; i++) {
      put(i, "The tale " + (i / 2 + 1000));
    }
    float[] similar = similar(content, 8, 1500);
    for (int item = 0; item < 1500; item++) {
      assertThat(similar[item]).isCloseTo(item == 8 || item == 9 ? 1f : 0f, within(1e-5f));
    }
  }

  @Test
  void aReplacedItemLeavesNothingOfItselfBehind() {
    put(0, "moon river", "Drama", "War");
    put(1, "moon child", "Drama");
    put(0, "sunset", "Crime");
    ItemContent fresh = new ItemContent();
    fresh.put(0, List.of("Crime"), List.of("sunset"), 2000);
    fresh.put(1, List.of("Drama"), List.of("moon child"), 2000);
    fresh.put(2, List.of(), List.of("moon"), 2000);
    put(2, "moon");
    for (int item = 0; item < 3; item++) {
      assertThat(similar(content, item, 3)).containsExactly(similar(fresh, item, 3), within(1e-6f));
    }
    assertThat(names(0)).containsExactly("Crime");
    assertThat(content.itemsOf(content.categoryNamed("Drama"))).isOne();
    assertThat(content.itemsOf(content.categoryNamed("War"))).isZero();
    assertThat(content.itemsOf(content.categoryNamed("Crime"))).isOne();
  }

  private List<String> names(int item) {
    return Arrays.stream(content.categories(item)).mapToObj(content::category).toList();
  }

  @Test
  void aCopyAndItsOriginalDoNotReachEachOther() {
    put(0, "moon river", "Drama");
    put(1, "moon child", "Drama");
    ItemContent copy = content.copy();
    float[] before = similar(copy, 0, 3);
    put(0, "sunset", "Crime");
    put(2, "moon again", "War");
    assertThat(similar(copy, 0, 3)).isEqualTo(before);
    assertThat(copy.categoryCount()).isOne();
    assertThat(copy.categories(2)).isEmpty();
    assertThat(copy.itemsOf(0)).isEqualTo(2);

    float[] original = similar(content, 1, 3);
    copy.put(1, List.of("Horror"), List.of("scream"), 1990);
    assertThat(similar(content, 1, 3)).isEqualTo(original);
    assertThat(content.categoryNamed("Horror")).isEqualTo(-1);
    assertThat(content.year(1)).isEqualTo(2000);
  }

  @Test
  void whatIsUnknownHasNothing() {
    put(4, "moon", "Drama", "Drama");
    assertThat(content.categories(4)).hasSize(1);
    for (int item : new int[] {0, 3, 5, 99}) {
      assertThat(content.categories(item)).isEmpty();
      assertThat(content.year(item)).isNaN();
      assertThat(similar(content, item, 6)).containsOnly(0);
    }
    content.put(0, List.of(), List.of(), Double.NaN);
    assertThat(content.year(0)).isNaN();
    assertThat(similar(content, 0, 6)).containsOnly(0);
  }

  @Test
  void aCategoryIsFoundWhateverItsCase() {
    put(0, "moon", "Science Fiction", "drama", "Drama");
    assertThat(content.category(content.categoryNamed("science fiction")))
        .isEqualTo("Science Fiction");
    assertThat(content.category(content.categoryNamed("Drama"))).isEqualTo("Drama");
    assertThat(content.categoryNamed("War")).isEqualTo(-1);
  }
}
