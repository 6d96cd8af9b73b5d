/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

/**
 * The progress of an instance in one of its partitions.
 *
 * @param partition from 0
 * @param position the first offset that is not settled, 0 or more; -1 while unknown
 * @param end the offset of the next record to be written; -1 while unknown
 * @param toRebuild number of records that are left to read again, since the profiles had an earlier
 *     format
 */
public record PartitionProgress(int partition, long position, long end, long toRebuild) {

  /** Returns the number of records that are not settled; -1 while unknown. */
  public long lag() {
    return position < 0 || end < 0 ? -1 : Math.max(0, end - position);
  }
}
