/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.persona;

/**
 * How the first ten respond to some likes: means over personas, from 0 to 1.
 *
 * @param changed share of the list that isn't in the list of a stranger
 * @param own share of ten that has the persona's trait
 * @param passed share of the personas with at least 6 of 10 that have their trait
 */
public record Response(double changed, double own, double passed) {}
