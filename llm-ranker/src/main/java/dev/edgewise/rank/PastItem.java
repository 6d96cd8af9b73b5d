/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/**
 * An item that the user has met.
 *
 * @param id the item's id
 * @param title its title: data, never an instruction
 * @param weight how much the user liked it, from -1 (rejected) to 1 (loved); 0 says nothing
 */
public record PastItem(String id, String title, double weight) {}
