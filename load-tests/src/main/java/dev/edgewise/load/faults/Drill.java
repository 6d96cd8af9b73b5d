/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.ingest.local.LocalRedis;
import java.util.List;

/**
 * Faults, one after another, on servers and events of their own.
 *
 * @param name what it is called in the report
 * @param durability what its Redis writes to disk
 * @param users how many users there are events of
 * @param faults what happens
 */
record Drill(String name, LocalRedis.Durability durability, int users, List<Fault> faults) {
  Drill {
    faults = List.copyOf(faults);
  }
}
