/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.util.List;

/**
 * What became of the events sent.
 *
 * @param accepted how many the service's log now holds
 * @param rejected those that it refused, and why
 * @param token where the accepted ones stand; a recommendation asked for with it has seen them.
 *     Empty when none was accepted
 */
public record Accepted(int accepted, List<Rejection> rejected, String token) {

  public Accepted {
    rejected = List.copyOf(rejected);
  }

  /**
   * A refused event.
   *
   * @param index its place among those sent, from 0
   * @param detail what was wrong, and what would be right
   */
  public record Rejection(int index, String detail) {}
}
