/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerException;
import dev.edgewise.recommend.rerank.BadRerankException;
import dev.edgewise.recommend.rerank.Relevance;
import dev.edgewise.recommend.rerank.RerankAnswer;
import dev.edgewise.recommend.rerank.RerankDialect;
import dev.edgewise.recommend.rerank.RerankFailure;
import dev.edgewise.recommend.rerank.RerankFailure.Fault;
import dev.edgewise.recommend.rerank.RerankRequest;
import dev.edgewise.recommend.rerank.Reranker;
import dev.edgewise.recommend.rerank.TextScore;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.problem.ProblemException;
import dev.edgewise.service.http.request.JsonBody;
import dev.edgewise.service.http.request.OthersFormat;
import dev.edgewise.service.http.request.RequestParameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/rerank}, {@code /v2/rerank} and {@code /rerank}. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@OthersFormat
@RunOnVirtualThread
public final class RerankResource {
  private final Reranker reranker;
  private final JsonBody body;
  private final RequestParameters parameters;
  private final EdgewiseConfig config;

  RerankResource(
      Reranker reranker, JsonBody body, RequestParameters parameters, EdgewiseConfig config) {
    this.reranker = reranker;
    this.body = body;
    this.parameters = parameters;
    this.config = config;
  }

  /** Ranks documents for a query, in the format of Cohere's first version, Jina and vLLM. */
  @POST
  @Path("v1/rerank")
  public Response v1(InputStream in, @QueryParam("deadline") @Nullable String deadline) {
    return rerank(RerankDialect.V1, in, deadline);
  }

  /** Ranks documents for a query, in the format of Cohere's second version. */
  @POST
  @Path("v2/rerank")
  public Response v2(InputStream in, @QueryParam("deadline") @Nullable String deadline) {
    return rerank(RerankDialect.V2, in, deadline);
  }

  /** Ranks documents for a query, in the format of llama-server and text-embeddings-inference. */
  @POST
  @Path("rerank")
  public Response plain(InputStream in, @QueryParam("deadline") @Nullable String deadline) {
    return rerank(RerankDialect.V1, in, deadline);
  }

  private Response rerank(RerankDialect pathDialect, InputStream in, @Nullable String deadline) {
    JsonNode json = body.one(in);
    RerankDialect dialect = pathDialect.sending(json);
    try {
      Deadline by = Deadline.in(parameters.deadline(deadline, config.recommend().rerankDeadline()));
      return Response.ok(answer(RerankRequest.read(dialect, json, config.limits().documents()), by))
          .build();
    } catch (BadRerankException e) {
      return failed(dialect, e.fault(), e).build();
    } catch (ProblemException e) {
      return failed(dialect, Fault.WRONG, e).build();
    } catch (RankerException e) {
      return failed(dialect, Fault.UNAVAILABLE, e).header(HttpHeaders.RETRY_AFTER, 1).build();
    }
  }

  private Object answer(RerankRequest request, Deadline deadline) throws BadRerankException {
    String user = request.user() == null ? null : RequestParameters.user(request.user());
    Relevance scored =
        reranker.score(
            user, request.query(), request.documents(), request.maxTokensPerDocument(), deadline);
    request.check(scored);
    return request.dialect() == RerankDialect.TEI
        ? TextScore.all(request, scored)
        : RerankAnswer.of(UUID.randomUUID().toString(), request, scored);
  }

  private static Response.ResponseBuilder failed(RerankDialect dialect, Fault fault, Exception e) {
    RerankFailure failure = RerankFailure.of(dialect, fault, String.valueOf(e.getMessage()));
    return Response.status(failure.status()).entity(failure.body());
  }
}
