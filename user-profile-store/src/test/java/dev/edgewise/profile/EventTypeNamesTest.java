/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypeNamesTest {
  @ParameterizedTest
  @CsvSource({
    "like, like",
    "LIKE, like",
    "Product Viewed, view",
    "add_to_cart, add",
    "addToCart, add",
    "Order-Completed, purchase",
    "view_item_list, impression",
    "watched, read",
    "adore, adore",
    "Adore Me, Adore Me",
    "edgewise.erase, edgewise.erase",
  })
  void caseSeparatorsAndOtherWordsDoNotCount(String name, String type) {
    assertThat(EventTypeNames.standard(name)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "com.shop.purchase, purchase",
    "com.shop.product.viewed.v1, view",
    "com.shop.ProductViewed, view",
    "com.shop.order.completed, purchase",
    "com.shop.AddToCart.v2, add",
    "shop/items:liked, like",
    "dislike, dislike",
    "com.shop.adored, adored",
    "v1, v1",
  })
  void theLastWordsDecide(String name, String type) {
    assertThat(EventTypeNames.ofLastWords(name)).isEqualTo(type);
  }

  @Test
  void aWeightForAnotherWordIsRefused() {
    SignalWeights standard = SignalWeights.standard();
    assertThatThrownBy(() -> standard.withWeights(Map.of("watch", 1.0)))
        .hasMessageContaining("watch is another word for read");
    assertThat(standard.withWeights(Map.of("adore", 1.0)).knows("adore")).isTrue();
    assertThat(standard.knows("adore")).isFalse();
    assertThat(standard.knows("rate")).isTrue();
  }
}
