/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.recommend.feedback.Measures;
import dev.edgewise.recommend.feedback.OnlineFeedback;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /v1/measures}: how rankings do with people, by who made them. */
@Path("/v1/measures")
@RunOnVirtualThread
public final class MeasuresResource {
  private final OnlineFeedback feedback;

  @Inject
  MeasuresResource(OnlineFeedback feedback) {
    this.feedback = feedback;
  }

  /** Since one window before this instance started, over all instances' rankings. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Measures get() {
    return feedback.measures();
  }
}
