/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.event;

import dev.edgewise.service.http.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The response to a request with many objects: how many were accepted, and why others were not.
 *
 * @param rejected the rejected objects in the request's order; for a stream, the first 1,000
 * @param rejectedTotal the number of rejected objects when the list is incomplete, else null
 * @param notes what the sender should know of accepted objects, or null for nothing
 * @param repeated how many accepted objects are repetitions of earlier ones, or null for none
 */
@Schema(name = "Accepted")
public record AcceptedBody(
    long accepted,
    List<Rejected> rejected,
    @Nullable Long rejectedTotal,
    @Nullable Long repeated,
    @Nullable String token,
    @Nullable List<Note> notes) {

  /** A response without notes. */
  public AcceptedBody(
      long accepted,
      List<Rejected> rejected,
      @Nullable Long rejectedTotal,
      @Nullable Long repeated,
      @Nullable String token) {
    this(accepted, rejected, rejectedTotal, repeated, token, null);
  }

  /** What the sender should know of accepted objects, such as a type that isn't built in. */
  @Schema(name = "AcceptedNote")
  public record Note(String code, String message) {}

  /** A rejected object: its index from 0, and the problem. */
  public record Rejected(long index, Problem problem) {}
}
