/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import dev.edgewise.profile.Event;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;

/**
 * The user of a request.
 *
 * @param user the user's id, with the same rules as in events
 * @param after token of an answer to {@code POST /v1/events}; the profile must contain its events
 */
public record UserQuery(
    @PathParam("user") @Pattern(regexp = USER, message = USER_RULE) String user,
    @HeaderParam(AFTER) @Nullable String after) {
  static final String AFTER = "X-Edgewise-After";
  static final String USER = "(?=.*\\S)(?!\\.{1,2}$)\\P{Cntrl}{1," + Event.MAX_ID + "}";
  static final String USER_RULE =
      "user must be 1 to "
          + Event.MAX_ID
          + " characters, none of them control characters, and not '.' or '..'";
}
