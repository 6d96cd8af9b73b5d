/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the objects in a request.
 *
 * @param rejected those that were not taken, in the request's order; of a stream the first 1,000
 * @param rejectedTotal how many were not taken, when that is more than are listed
 * @param repeated how many of those accepted had been sent before, when there are any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcceptedBody(
    long accepted,
    List<Rejected> rejected,
    @Nullable Long rejectedTotal,
    @Nullable Long repeated,
    @Nullable String token) {

  /** An object that was not taken, by its place from 0, and why. */
  public record Rejected(long index, Problem problem) {}
}
