/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words by which systems name event types: {@code LIKE}, {@code add_to_cart} and {@code Product
 * Viewed} are like, add and view. Case and separators don't count. Immutable.
 */
public final class EventTypeNames {
  private static final Pattern SEPARATORS = Pattern.compile("[\\s._:/-]+");

  /** Where a word begins in {@code ProductViewed}. */
  private static final Pattern HUMPS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** The end of a CloudEvents type that names its version, as in {@code shop.viewed.v1}. */
  private static final Pattern VERSION = Pattern.compile("v?\\d+");

  private static final Map<String, EventType> WORDS = new HashMap<>();

  static {
    for (EventType type : EventType.values()) {
      WORDS.put(type.type(), type);
    }
    // also the names of Google Analytics, Segment, Meta, Recombee and Gorse
    add(
        EventType.VIEW,
        "viewed views visit visited pageview pageviewed viewpage productview productviewed"
            + " viewproduct itemview itemviewed viewitem viewcontent detailview detailpageview"
            + " screenview");
    add(
        EventType.CLICK,
        "clicked clicks open opened tap tapped select selected selectitem selectcontent"
            + " productclick productclicked itemclick itemclicked");
    add(
        EventType.READ,
        "watch watched play played listen listened stream streamed consume consumed finish"
            + " finished");
    add(
        EventType.LIKE,
        "liked likes favorite favorited favourite favourited love loved heart star starred upvote"
            + " upvoted thumbsup bookmark bookmarked save saved addtofavorites addtofavourites"
            + " addtowishlist productaddedtowishlist");
    add(EventType.DISLIKE, "disliked dislikes downvote downvoted thumbsdown");
    add(EventType.HIDE, "hidden dismiss dismissed notinterested");
    add(
        EventType.ADD,
        "added cart basket addtocart addedtocart addtobasket cartadd cartaddition productadded"
            + " itemadded");
    add(
        EventType.PURCHASE,
        "purchased purchases buy bought order ordered ordercompleted transaction");
    add(EventType.RATE, "rated rating ratings review reviewed");
    add(EventType.RETURN, "returned refund refunded orderrefunded");
    add(
        EventType.IMPRESSION,
        "impressions shown exposure viewitemlist productlistviewed productimpression");
    add(
        EventType.SEARCH,
        "searched searches searching productssearched viewsearchresults query queried");
  }

  private EventTypeNames() {}

  private static void add(EventType type, String words) {
    for (String word : words.split(" ", -1)) {
      WORDS.put(word, type);
    }
  }

  /** Returns the type that a name means; empty when none is known by it. */
  public static Optional<EventType> meaning(String name) {
    return Optional.ofNullable(WORDS.get(folded(name)));
  }

  /** Returns the name of the type that a name means, or the name itself. */
  public static String standard(String name) {
    return meaning(name).map(EventType::type).orElse(name);
  }

  /**
   * Returns the type that the last words of a name mean, the longest such end first: {@code
   * com.shop.product.viewed.v1} is a view. Without any, its last part is the type.
   */
  public static String ofLastWords(String name) {
    List<String> words = new ArrayList<>();
    for (String part : SEPARATORS.split(name, -1)) {
      words.addAll(Arrays.asList(HUMPS.split(part, -1)));
    }
    int end = words.size();
    while (end > 1 && VERSION.matcher(words.get(end - 1)).matches()) {
      end--;
    }
    for (int from = 0; from < end; from++) {
      Optional<EventType> meant = meaning(String.join("", words.subList(from, end)));
      if (meant.isPresent()) {
        return meant.get().type();
      }
    }
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String folded(String name) {
    return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
