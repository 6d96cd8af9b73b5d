/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the objects in a request. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Accepted(int accepted, List<Rejected> rejected, @Nullable String token) {

  /** An object that was not taken, by its place from 0, and why. */
  public record Rejected(int index, Problem problem) {}
}
