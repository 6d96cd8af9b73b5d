/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.problem;

import dev.edgewise.ingest.kafka.EventTooLargeException;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.profile.store.UnreadableProfileException;
import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.recommend.events.BusyException;
import dev.edgewise.recommend.events.Idempotency;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the exceptions that end a request into problem documents. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @ServerExceptionMapper
  Response of(ProblemException e) {
    boolean later = e.problem().status() == Problem.Kind.TOO_MANY_REQUESTS.status();
    return later ? retryLater(e.problem()) : response(e.problem()).build();
  }

  /** Invalid parameters; the message of each constraint names the valid values. */
  @ServerExceptionMapper
  Response of(ConstraintViolationException e) {
    String detail =
        e.getConstraintViolations().stream()
            .map(Problems::sentence)
            .distinct()
            .sorted()
            .collect(Collectors.joining("; "));
    return response(Problem.Kind.BAD_PARAMETER.of(detail)).build();
  }

  private static String sentence(ConstraintViolation<?> violation) {
    return violation.getInvalidValue() instanceof String sent
        ? violation.getMessage() + ", not '" + Problem.shown(sent) + "'"
        : violation.getMessage();
  }

  @ServerExceptionMapper
  Response of(ProfileStoreException e) {
    if (e instanceof UnreadableProfileException) {
      LOG.warn("{}", e.getMessage());
      return response(
              Problem.Kind.INTERNAL.of(
                  "the stored profile can't be read; DELETE /v1/users/{user} erases it"))
          .build();
    }
    LOG.debug("the profile store failed", e);
    return retryLater(
        Problem.Kind.STORE_UNAVAILABLE.of("profiles can't be reached at the moment; try again"));
  }

  @ServerExceptionMapper
  Response of(IngestException e) {
    Problem problem = unavailable(e);
    return problem.status() == Problem.Kind.LOG_UNAVAILABLE.status()
        ? retryLater(problem)
        : response(problem).build();
  }

  /** The problem of an event that Kafka didn't take; says "again" only if that can help. */
  public static Problem unavailable(IngestException e) {
    if (e instanceof EventTooLargeException) {
      return Problem.Kind.TOO_LARGE.of(String.valueOf(e.getMessage()));
    }
    if (e.refused()) {
      LOG.error("{}", e.getMessage());
      return Problem.Kind.INTERNAL.of("the log refuses the event; see the log of the service");
    }
    LOG.debug("Kafka failed", e);
    return Problem.Kind.LOG_UNAVAILABLE.of(
        "events can't be taken at the moment; sending the same events again is safe");
  }

  @ServerExceptionMapper
  Response of(BusyException e) {
    return retryLater(Problem.Kind.BUSY.of(String.valueOf(e.getMessage())));
  }

  @ServerExceptionMapper
  Response of(Idempotency.KeyException e) {
    Problem.Kind kind = e.underWay() ? Problem.Kind.KEY_IN_USE : Problem.Kind.KEY_REUSED;
    return response(kind.of(String.valueOf(e.getMessage()))).build();
  }

  @ServerExceptionMapper
  Response of(NotFoundException e, UriInfo uri) {
    return response(Problem.Kind.NOT_FOUND.of("nothing is at " + uri.getPath())).build();
  }

  @ServerExceptionMapper
  Response of(NotAllowedException e, UriInfo uri, Request request) {
    String allowed = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
    String hint = allowed == null ? "" : "; it takes " + allowed;
    String detail = uri.getPath() + " doesn't take " + request.getMethod() + hint;
    return response(Problem.Kind.METHOD_NOT_ALLOWED.of(detail))
        .header(HttpHeaders.ALLOW, allowed)
        .build();
  }

  @ServerExceptionMapper
  Response of(NotSupportedException e) {
    return response(
            Problem.Kind.UNSUPPORTED_MEDIA_TYPE.of(
                "send Content-Type application/json, application/x-ndjson for one object per line,"
                    + " or for events application/cloudevents+json"))
        .build();
  }

  @ServerExceptionMapper
  Response of(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    Problem.Kind kind = status >= 500 ? Problem.Kind.INTERNAL : Problem.Kind.BAD_REQUEST;
    Problem problem = kind.of(String.valueOf(e.getMessage()));
    return response(new Problem(problem.type(), problem.title(), status, problem.detail())).build();
  }

  /** The client has left, so nobody reads this answer. */
  @ServerExceptionMapper
  Response of(WorkCancelledException e) {
    return retryLater(Problem.Kind.BUSY.of(String.valueOf(e.getMessage())));
  }

  @ServerExceptionMapper
  Response of(RuntimeException e) {
    LOG.error("a request failed", e);
    return response(Problem.Kind.INTERNAL.of("the request failed; see the log of the service"))
        .build();
  }

  /** Answers a request with a problem before a resource gets it; without one, passes it on. */
  public static void sendOrPass(RoutingContext context, @Nullable Problem problem) {
    if (problem == null) {
      context.next();
    } else {
      send(context, problem);
    }
  }

  /** Answers a request before a resource gets it. */
  public static void send(RoutingContext context, Problem problem) {
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(Json.encode(problem));
  }

  private static Response retryLater(Problem problem) {
    return response(problem).header(HttpHeaders.RETRY_AFTER, 1).build();
  }

  public static Response.ResponseBuilder response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }
}
