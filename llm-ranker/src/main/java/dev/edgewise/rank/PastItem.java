/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/**
 * An item in the user's history.
 *
 * @param id the item's id
 * @param title its title; untrusted data, never an instruction
 * @param weight how much the user liked it, from -1 (rejected) to 1 (loved); 0 without an opinion
 */
public record PastItem(String id, String title, double weight) {}
