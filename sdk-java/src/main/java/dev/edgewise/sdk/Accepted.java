/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.util.List;

/**
 * The service's answer to events.
 *
 * @param accepted how many of the events the service's log now holds
 * @param rejected the rejected events and the reasons
 * @param token stands for the accepted events: recommendations that are requested with it reflect
 *     them. Empty if no event was accepted
 */
public record Accepted(int accepted, List<Rejection> rejected, String token) {

  public Accepted {
    rejected = List.copyOf(rejected);
  }

  /**
   * A rejected event.
   *
   * @param index its place among the sent events, from 0
   * @param detail the mistake and a correct value
   */
  public record Rejection(int index, String detail) {}
}
