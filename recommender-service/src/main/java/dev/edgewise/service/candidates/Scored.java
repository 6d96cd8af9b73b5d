/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

/**
 * An item that a source found.
 *
 * @param item its number
 * @param score above 0; comparable within one answer only
 */
record Scored(int item, double score) {}
