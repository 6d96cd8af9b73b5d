/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.profile.EventKey;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Deadline;
import dev.edgewise.recommend.LookedUpProfile;
import dev.edgewise.recommend.ProfileLookup;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.privacy.PersonalDataExport;
import dev.edgewise.recommend.privacy.PrivacyRequests;
import dev.edgewise.recommend.stored.StoredRankings;
import dev.edgewise.service.config.EdgewiseConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/users/{user}}: what people may ask about their own profiles. Requests travel as
 * events; an answer of 200 says that one has had its effect, 202 that it is sure to.
 */
@Path("/v1/users/{user}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class PrivacyResource {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrivacyRequests privacy;
  private final ProfileLookup profiles;
  private final DocumentStore documents;
  private final Catalogue catalogue;
  private final RequestParameters parameters;
  private final JsonBody body;
  private final EdgewiseConfig config;

  @Inject
  PrivacyResource(
      PrivacyRequests privacy,
      ProfileLookup profiles,
      DocumentStore documents,
      Catalogue catalogue,
      RequestParameters parameters,
      JsonBody body,
      EdgewiseConfig config) {
    this.privacy = privacy;
    this.profiles = profiles;
    this.documents = documents;
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.body = body;
    this.config = config;
  }

  /**
   * That a request was taken.
   *
   * @param done whether it has had its effect
   * @param token for {@value UserQuery#AFTER}, to wait for it
   * @param profile after it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Granted(
      boolean done, Instant asked, String token, @Nullable ProfileBody profile, String remains) {}

  /** All that is kept of the person. */
  @GET
  @Path("/export")
  public Response export(@Valid @BeanParam UserQuery asked) {
    Profile profile = profile(asked);
    PersonalDataExport export =
        PersonalDataExport.of(
            profile,
            ranking(asked.user()),
            elsewhere(),
            InstantSource.system().instant(),
            catalogue::titleOf);
    return Response.ok(export)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"profile.json\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** Forgets the person: profile, lists made ahead, what indexes remember. */
  @DELETE
  public Response erase(@Valid @BeanParam UserQuery asked) {
    return ask(asked, new ProfileRequest.Erase());
  }

  /** Forgets what was learnt, and keeps what the person stated. */
  @POST
  @Path("/reset")
  public Response reset(@Valid @BeanParam UserQuery asked) {
    return ask(asked, new ProfileRequest.Reset());
  }

  /** Takes language, likes and dislikes from the person, in its own words. */
  @PATCH
  @Path("/preferences")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response correct(@Valid @BeanParam UserQuery asked, InputStream in) {
    return ask(asked, CorrectionBody.read(body.one(in)));
  }

  /** Doesn't use one event, which the profile lists under {@code recent}. */
  @DELETE
  @Path("/events/{event}")
  public Response withdraw(@Valid @BeanParam UserQuery asked, @PathParam("event") String event) {
    long key = key(event);
    if (profile(asked).recent().stream().noneMatch(met -> met.key() == key)) {
      throw new ProblemException(
          Problem.Kind.NOT_FOUND, "the profile lists no event " + event + " among its latest");
    }
    return ask(asked, new ProfileRequest.Withdraw(key));
  }

  private static long key(String event) {
    try {
      return EventKey.parse(event);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.Kind.BAD_PARAMETER, "event: " + e.getMessage());
    }
  }

  private Profile profile(UserQuery asked) {
    String user = asked.user();
    return profiles.get(user, parameters.after(user, asked.after()), Deadline.in(BOUND)).profile();
  }

  private Response ask(UserQuery asked, ProfileRequest request) {
    PrivacyRequests.Outcome outcome = privacy.ask(asked.user(), request, Deadline.in(BOUND));
    LookedUpProfile reading = outcome.reading();
    Granted granted =
        new Granted(
            reading != null,
            outcome.asked().time(),
            outcome.token().toString(),
            reading == null ? null : ProfileBody.of(reading.profile(), null, catalogue),
            elsewhere());
    return Response.status(reading == null ? 202 : 200).entity(granted).build();
  }

  private String elsewhere() {
    EdgewiseConfig.Kafka kafka = config.kafka();
    return "The topics "
        + kafka.eventsTopic()
        + ", "
        + kafka.deadLetterTopic()
        + ", "
        + config.recommend().logTopic()
        + " and "
        + config.ahead().topic()
        + " keep their records for as long as they are configured to; what was forgotten is not"
        + " taken from them again. Lists that can be paged through lapse "
        + config.recommend().pages().toSeconds()
        + " seconds after they were made, or when everything is erased.";
  }

  private @Nullable JsonNode ranking(String user) {
    try {
      byte[] bytes =
          documents.getAsync(user, StoredRankings.NAME).get(BOUND.toSeconds(), TimeUnit.SECONDS);
      return bytes == null ? null : JSON.readTree(bytes);
    } catch (ExecutionException | TimeoutException | IOException e) {
      throw new ProfileStoreException("the list made ahead can't be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProfileStoreException("interrupted while reading", e);
    }
  }
}
