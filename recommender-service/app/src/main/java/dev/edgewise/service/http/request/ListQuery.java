/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import dev.edgewise.profile.Event;
import dev.edgewise.rank.reason.WritingStyle;
import dev.edgewise.recommend.Placement;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list as the client sent them; absent ones are null. The message of each
 * constraint is the sentence that the client gets. {@link RequestParameters} checks the maxima that
 * can be configured.
 *
 * @param limit the number of items
 * @param deadline the time for the answer, for example {@code 500ms}
 * @param explain whether to add facts and contributions
 * @param query the words that the user searches for
 * @param language of reasons, a BCP 47 tag
 * @param tone of reasons and rewrites
 * @param words the maximum number of words of a rewrite
 * @param rewrite whether to rewrite the items' texts
 * @param placement name of the use of the list
 * @param item id of the item that the placement starts from, or ids separated by commas
 * @param personal from 0 to 1
 * @param diversity from 0 to 1
 */
public record ListQuery(
    @QueryParam("limit") @Nullable String limit,
    @QueryParam("deadline") @Nullable String deadline,
    @QueryParam("explain") @Nullable @Pattern(regexp = FLAG, message = "explain" + FLAG_RULE)
        String explain,
    @QueryParam("q") @Nullable @Size(max = 1000, message = "q must have at most 1000 characters")
        String query,
    @QueryParam("lang") @Nullable @Pattern(regexp = LANGUAGE, message = LANGUAGE_RULE)
        String language,
    @QueryParam("tone")
        @Nullable
        @Pattern(
            regexp = "plain|warm|brief|playful",
            message = "tone must be plain, warm, brief or playful")
        String tone,
    @QueryParam("words")
        @Nullable
        @Digits(integer = 3, fraction = 0, message = WORDS_RULE)
        @DecimalMin(value = "" + WritingStyle.FEWEST, message = WORDS_RULE)
        @DecimalMax(value = "" + WritingStyle.MOST, message = WORDS_RULE)
        String words,
    @QueryParam("rewrite") @Nullable @Pattern(regexp = FLAG, message = "rewrite" + FLAG_RULE)
        String rewrite,
    @QueryParam("placement") @Nullable String placement,
    @QueryParam("item")
        @Nullable
        @Size(
            max = Placement.MOST_ITEMS * (Event.MAX_ID + 1),
            message = "item must be an item's id, or at most 20 ids separated by commas")
        String item,
    @QueryParam("personal")
        @Nullable
        @Digits(integer = 1, fraction = 9, message = PERSONAL_RULE)
        @DecimalMin(value = "0", message = PERSONAL_RULE)
        @DecimalMax(value = "1", message = PERSONAL_RULE)
        String personal,
    @QueryParam("diversity")
        @Nullable
        @Digits(integer = 1, fraction = 9, message = DIVERSITY_RULE)
        @DecimalMin(value = "0", message = DIVERSITY_RULE)
        @DecimalMax(value = "1", message = DIVERSITY_RULE)
        String diversity) {
  public static final String LANGUAGE_RULE = "lang must be a language tag such as en or ko-KR";

  /** The form of a language tag. */
  public static final String LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}";

  public static final String FLAG = "true|false";
  public static final String FLAG_RULE = " must be true or false";
  private static final String PERSONAL_RULE =
      "personal must be a number from 0 (what most people choose) to 1 (only what fits the user)";
  private static final String DIVERSITY_RULE = "diversity must be a number from 0 to 1";
  private static final String WORDS_RULE =
      "words must be a whole number from " + WritingStyle.FEWEST + " to " + WritingStyle.MOST;

  /** Whether a flag is on. */
  public static boolean on(@Nullable String flag) {
    return "true".equals(flag);
  }
}
