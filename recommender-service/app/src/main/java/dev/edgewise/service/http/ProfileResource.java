/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.Deadline;
import dev.edgewise.recommend.LookedUpProfile;
import dev.edgewise.recommend.ProfileLookup;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.service.http.request.ListQuery;
import dev.edgewise.service.http.request.RequestParameters;
import dev.edgewise.service.http.request.UserQuery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/users/{user}/profile}. */
@Path("/v1/users/{user}/profile")
@RunOnVirtualThread
public final class ProfileResource {
  private static final Duration BOUND = Duration.ofSeconds(5);

  private final ProfileLookup profiles;
  private final Catalogue catalogue;
  private final RequestParameters parameters;

  ProfileResource(ProfileLookup profiles, Catalogue catalogue, RequestParameters parameters) {
    this.profiles = profiles;
    this.catalogue = catalogue;
    this.parameters = parameters;
  }

  /**
   * Returns the profile of a user.
   *
   * @param language of the facts; without it the user's
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public ProfileBody profile(
      @Valid @BeanParam UserQuery query,
      @QueryParam("lang")
          @Nullable
          @Pattern(regexp = ListQuery.LANGUAGE, message = ListQuery.LANGUAGE_RULE)
          String language) {
    LookedUpProfile reading =
        profiles.get(
            query.user(), parameters.after(query.user(), query.after()), Deadline.in(BOUND));
    return ProfileBody.of(reading.profile(), reading.problem(), language, catalogue);
  }
}
