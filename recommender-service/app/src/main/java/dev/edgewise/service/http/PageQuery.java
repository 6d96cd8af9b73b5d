/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * Which page of an earlier list a request is for.
 *
 * @param request the id of the request that began the list; null for a new list
 * @param offset how many places of the list to pass over; null for none
 */
public record PageQuery(
    @QueryParam("request")
        @Nullable
        @Pattern(
            regexp = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
            message = "request must be the requestId of an earlier answer")
        String request,
    @QueryParam("offset")
        @Nullable
        @Digits(integer = 9, fraction = 0, message = OFFSET_RULE)
        @DecimalMin(value = "0", message = OFFSET_RULE)
        String offset) {
  private static final String OFFSET_RULE = "offset must be a whole number from 0";

  @AssertTrue(message = "offset goes on in a list: give its requestId as request, too")
  boolean isOffsetInAList() {
    return offset == null || request != null;
  }

  /** How many places are passed over. */
  int places() {
    return offset == null ? 0 : Integer.parseInt(offset);
  }
}
