/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.SimilarName;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.Problems;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that a resource doesn't have or that are empty, bodies where it takes
 * none, and bodies without a type. A resource that speaks another product's format ignores what
 * that product ignores: see {@link OthersFormat}.
 */
@Singleton
final class KnownParameters {
  /** The parameter that may be empty, as a search box may be. */
  private static final String WORDS = "q";

  private final Map<Method, Set<String>> names = new ConcurrentHashMap<>();

  @ServerRequestFilter
  @Nullable Response check(ContainerRequestContext request, ResourceInfo resource) {
    Problem problem = problem(request, resource);
    return problem == null ? null : Problems.response(problem).build();
  }

  private @Nullable Problem problem(ContainerRequestContext request, ResourceInfo resource) {
    boolean hasBody = hasBody(request);
    if (hasBody && !takesBody(resource.getResourceMethod())) {
      return Problem.Kind.BAD_REQUEST.of(
          "%s %s takes no body"
              .formatted(request.getMethod(), Problem.shown(request.getUriInfo().getPath())));
    }
    if (hasBody && request.getMediaType() == null) {
      return Problem.Kind.UNSUPPORTED_MEDIA_TYPE.of(
          "a body needs a Content-Type, for example application/json");
    }
    if (resource.getResourceClass().isAnnotationPresent(OthersFormat.class)) {
      return null;
    }
    Set<String> known = names.computeIfAbsent(resource.getResourceMethod(), KnownParameters::of);
    for (Map.Entry<String, List<String>> sent :
        request.getUriInfo().getQueryParameters().entrySet()) {
      if (sent.getValue().size() > 1 && known.contains(sent.getKey())) {
        return Problem.Kind.BAD_PARAMETER.of(
            sent.getKey() + " stands more than once in the query; send it once");
      }
      if (isEmpty(sent.getValue())
          && known.contains(sent.getKey())
          && !sent.getKey().equals(WORDS)) {
        return Problem.Kind.BAD_PARAMETER.of(
            sent.getKey() + " has no value; give it one, or leave it out");
      }
    }
    return request.getUriInfo().getQueryParameters().keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name -> unknown(name, known))
        .orElse(null);
  }

  private static boolean hasBody(ContainerRequestContext request) {
    return JsonBody.isAnnounced(
        request.getHeaderString(HttpHeaders.CONTENT_LENGTH),
        request.getHeaderString("Transfer-Encoding"));
  }

  /** Whether a parameter has no value, for which RESTEasy gives null to the resource. */
  private static boolean isEmpty(List<String> values) {
    return values.isEmpty() || values.contains("");
  }

  private static boolean takesBody(Method method) {
    return List.of(method.getParameterTypes()).contains(InputStream.class);
  }

  private static Problem unknown(String name, Set<String> known) {
    return Problem.Kind.BAD_PARAMETER.of(
        "there is no parameter '"
            + JsonFields.quote(name)
            + "' here; "
            + SimilarName.hint(name, known));
  }

  /** The names of a method's query parameters, also of those in its records. */
  static Set<String> of(Method method) {
    Set<String> names = new TreeSet<>();
    Arrays.stream(method.getParameters())
        .flatMap(parameter ->
            parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields())
                : Stream.of(parameter))
        .map((AnnotatedElement element) -> element.getAnnotation(QueryParam.class))
        .filter(found -> found != null)
        .forEach(found -> names.add(found.value()));
    return names;
  }
}
