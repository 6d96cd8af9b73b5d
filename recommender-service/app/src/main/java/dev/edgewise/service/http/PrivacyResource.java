/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

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
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import dev.edgewise.service.http.request.JsonBody;
import dev.edgewise.service.http.request.RequestParameters;
import dev.edgewise.service.http.request.UserQuery;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
 * {@code /v1/users/{user}}: the rights of users over their own profiles. Requests become events:
 * 200 means that a request has taken effect, and 202 that it certainly will.
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
   * The response to an accepted privacy request.
   *
   * @param done whether the request has taken effect
   * @param token for {@value UserQuery#AFTER}, to wait for the effect
   * @param profile the profile after the request, or null before it has taken effect
   * @param remains which records stay where, and for how long
   */
  public record Granted(
      boolean done, Instant asked, String token, @Nullable ProfileBody profile, String remains) {}

  /** Returns all stored data about the user. */
  @GET
  @Path("/export")
  public Response export(@Valid @BeanParam UserQuery query) {
    Profile profile = profile(query);
    PersonalDataExport export =
        PersonalDataExport.of(
            profile,
            ranking(query.user()),
            elsewhere(),
            InstantSource.system().instant(),
            catalogue::titleOf);
    return Response.ok(export)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"profile.json\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** Erases the user: the profile, the precomputed lists and the memory of the indexes. */
  @DELETE
  public Response erase(@Valid @BeanParam UserQuery query) {
    return ask(query, new ProfileRequest.Erase());
  }

  /** Forgets the learnt part of the profile, and keeps the stated preferences. */
  @POST
  @Path("/reset")
  public Response reset(@Valid @BeanParam UserQuery query) {
    return ask(query, new ProfileRequest.Reset());
  }

  /** Stores the language, likes and dislikes that the user states. */
  @PATCH
  @Path("/preferences")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response correct(@Valid @BeanParam UserQuery query, InputStream in) {
    return ask(query, CorrectionBody.read(body.one(in)));
  }

  /** Withdraws one event that the profile lists under {@code recent}. */
  @DELETE
  @Path("/events/{event}")
  public Response withdraw(@Valid @BeanParam UserQuery query, @PathParam("event") String event) {
    long key = key(event);
    if (profile(query).recent().stream().noneMatch(one -> EventKey.same(one.key(), key))) {
      throw new ProblemException(
          Problem.Kind.NOT_FOUND, "the latest events of the profile don't include " + event);
    }
    return ask(query, new ProfileRequest.Withdraw(key));
  }

  private static long key(String event) {
    try {
      return EventKey.parse(event);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.Kind.BAD_PARAMETER, "event: " + e.getMessage());
    }
  }

  private Profile profile(UserQuery query) {
    String user = query.user();
    return profiles.get(user, parameters.after(user, query.after()), Deadline.in(BOUND)).profile();
  }

  private Response ask(UserQuery query, ProfileRequest request) {
    PrivacyRequests.Outcome outcome = privacy.ask(query.user(), request, Deadline.in(BOUND));
    LookedUpProfile reading = outcome.reading();
    Granted granted =
        new Granted(
            reading != null,
            outcome.asked().time(),
            outcome.token().toString(),
            reading == null ? null : ProfileBody.of(reading.profile(), null, null, catalogue),
            elsewhere());
    return Response.status(reading == null ? 202 : 200).entity(granted).build();
  }

  private String elsewhere() {
    EdgewiseConfig.Kafka kafka = config.kafka();
    return """
    The topics %s, %s, %s and %s keep their records as long as their configuration says. The \
    service doesn't restore forgotten data from them. Lists for paging expire %d seconds after \
    their creation, or when everything is erased.\
    """
        .formatted(
            kafka.eventsTopic(),
            kafka.deadLetterTopic(),
            config.recommend().logTopic(),
            config.ahead().topic(),
            config.recommend().pages().toSeconds());
  }

  private @Nullable JsonNode ranking(String user) {
    try {
      byte[] bytes =
          documents.getAsync(user, StoredRankings.NAME).get(BOUND.toSeconds(), TimeUnit.SECONDS);
      return bytes == null ? null : JSON.readTree(bytes);
    } catch (ExecutionException | TimeoutException | IOException e) {
      throw new ProfileStoreException("the precomputed list can't be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProfileStoreException("interrupted while reading", e);
    }
  }
}
