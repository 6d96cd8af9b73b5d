/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import dev.edgewise.file.GzipStream;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Decompresses bodies in gzip, and refuses other encodings. The reader of a body limits it. */
@Provider
public final class BodyEncoding implements ReaderInterceptor {
  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    List<String> headers =
        context.getHeaders().getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of());
    String encoding = String.join(",", headers).strip();
    switch (encoding.toLowerCase(Locale.ROOT)) {
      case "", "identity" -> {}
      case "gzip", "x-gzip" -> context.setInputStream(new GzipStream(context.getInputStream()));
      default ->
          throw new ProblemException(
              Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
              "Content-Encoding must be gzip or identity, not '" + Problem.shown(encoding) + "'");
    }
    return context.proceed();
  }
}
