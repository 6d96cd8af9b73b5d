/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * The page of an earlier list that a request is for.
 *
 * @param request the id of the request that made the list; null for a new list
 * @param offset the number of places of the list to skip; null for none
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

  @AssertTrue(message = "offset needs request, the requestId of an earlier list")
  boolean isOffsetInAList() {
    return offset == null || request != null;
  }

  public int places() {
    return offset == null ? 0 : Integer.parseInt(offset);
  }
}
