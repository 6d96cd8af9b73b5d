/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.stored;

import dev.edgewise.rank.order.Arrangement;

/**
 * The versions of everything that a ranking was made from; when one changes, the ranking is
 * outdated.
 *
 * @param profile version of the profile
 * @param catalogue version of the items
 * @param model hash of the model
 * @param prompt version of the prompt
 * @param blend version of the weights
 * @param language of the reasons
 * @param arrangement version of the arrangement, see {@link Arrangement}
 */
public record ListVersion(
    long profile,
    long catalogue,
    String model,
    String prompt,
    long blend,
    String language,
    String arrangement) {}
