/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/**
 * What tells how similar another item is to one item. Immutable.
 *
 * @param cosine how often the same users chose both, relative to the item's best other item, from 0
 *     to 1; the next three are relative in the same way
 * @param next how often users chose the other item soon after the item
 * @param ease the weight of the linear model EASE
 * @param rp3beta the chance of a random walk to the other item
 * @param coUsers how many users chose both, about
 * @param expected how many would by chance, if the users of the most popular item were all users
 * @param content how alike the catalogue describes both, from 0 to 1
 */
public record ItemComparison(
    double cosine,
    double next,
    double ease,
    double rp3beta,
    double coUsers,
    double expected,
    double content) {}
