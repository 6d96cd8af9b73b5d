/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

/**
 * How far an instance is in one of its partitions.
 *
 * @param partition from 0
 * @param position the first offset that it has not settled, 0 or more; -1 while unknown
 * @param end the offset that the next record to be written will get; -1 while unknown
 */
public record PartitionProgress(int partition, long position, long end) {

  /** Records that it has not settled; -1 while unknown. */
  public long lag() {
    return position < 0 || end < 0 ? -1 : Math.max(0, end - position);
  }
}
