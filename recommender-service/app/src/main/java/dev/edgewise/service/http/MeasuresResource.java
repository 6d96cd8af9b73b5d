/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.recommend.feedback.Measures;
import dev.edgewise.recommend.feedback.OnlineFeedback;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /v1/measures}: the success of rankings with users, by what made the rankings. */
@Path("/v1/measures")
@RunOnVirtualThread
public final class MeasuresResource {
  private final OnlineFeedback feedback;

  MeasuresResource(OnlineFeedback feedback) {
    this.feedback = feedback;
  }

  /** Measures all instances' rankings since one feedback window before this instance started. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Measures get() {
    return feedback.measures();
  }
}
