/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.Placement;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.service.http.access.KeyLimits;
import dev.edgewise.service.http.event.AcceptedBody;
import dev.edgewise.service.http.event.Rejections;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import dev.edgewise.service.http.request.JsonBody;
import dev.edgewise.service.http.request.RequestParameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/items}: the catalogue of this instance, which keeps it in memory only. */
@Path("/v1/items")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class ItemResource {
  private static final String LIMITS =
      "An item has an id of at most "
          + Item.MAX_ID
          + " characters, a title of "
          + Item.MAX_TITLE
          + ", a text of "
          + Item.MAX_TEXT
          + ", "
          + Item.MAX_CATEGORIES
          + " categories of "
          + Item.MAX_CATEGORY
          + ", and "
          + Item.MAX_ATTRIBUTES
          + " attributes with a name of "
          + Item.MAX_NAME
          + " and a value of "
          + Item.MAX_VALUE
          + ". What exceeds a limit is refused with the field and the limit.";

  private final Catalogue catalogue;
  private final Candidates candidates;
  private final RequestParameters parameters;
  private final JsonBody body;
  private final KeyLimits limits;

  ItemResource(
      Catalogue catalogue,
      Candidates candidates,
      RequestParameters parameters,
      JsonBody body,
      KeyLimits limits) {
    this.catalogue = catalogue;
    this.candidates = candidates;
    this.parameters = parameters;
    this.body = body;
    this.limits = limits;
  }

  public record Found(List<ItemBody> items) {}

  /** Finds items by the words that somebody types; without words, returns popular items. */
  @GET
  public Found search(
      @QueryParam("q") @Nullable @Size(max = 1000, message = "q must have at most 1000 characters")
          String words,
      @QueryParam("limit") @Nullable String limit) {
    int most = parameters.limit(limit, Placement.FOR_YOU.limit());
    Stream<Item> found =
        words == null || words.isBlank()
            ? candidates.popular(Profile.empty("-"), 2 * most).stream()
                .map(catalogue::find)
                .flatMap(Optional::stream)
            : candidates.search(words, 2 * most).stream();
    return new Found(found.filter(item -> !item.hidden()).limit(most).map(ItemBody::of).toList());
  }

  /** Returns one item. */
  @GET
  @Path("/{id}")
  public ItemBody find(@PathParam("id") String id) {
    return ItemBody.of(known(id));
  }

  /** Returns the items that are most similar to one, for whoever asks. */
  @Operation(
      summary = "Finds similar items",
      description =
          """
          Returns the items that are most similar to this one, whoever asks: by what users chose
          together, and where few did, by words, categories and attributes. So an item that was
          added a moment ago has similar items, and is one. score is from 0 to 1. Hidden items are
          never listed. placement=similar of GET /v1/recommendations/{user} also leaves out what the
          user has finished, and adds the user's taste.\
          """)
  @GET
  @Path("/{id}/similar")
  public SimilarItemsBody similar(
      @PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
    int most = parameters.limit(limit, Placement.SIMILAR.limit());
    Item item = known(id);
    return SimilarItemsBody.of(
        item, candidates.similar(List.of(item), Profile.empty("-"), 0, most), catalogue);
  }

  private Item known(String id) {
    return catalogue
        .find(id)
        .orElseThrow(() ->
            new ProblemException(
                Problem.Kind.UNKNOWN_ITEM,
                "the catalogue has no item '" + Problem.shown(id) + "'"));
  }

  /** Adds or replaces an item. */
  @Operation(summary = "Adds or replaces an item", description = LIMITS)
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public ItemBody put(@PathParam("id") String id, InputStream in) {
    Item item = ItemBody.read(body.one(in), id);
    catalogue.put(item);
    return ItemBody.of(item);
  }

  /** Adds or replaces many items. */
  @Operation(summary = "Adds or replaces many items", description = LIMITS)
  @APIResponse(
      responseCode = "200",
      description = "how many were taken, and why others weren't; 400 when none was",
      content = @Content(schema = @Schema(implementation = AcceptedBody.class)))
  @POST
  @Consumes({MediaType.APPLICATION_JSON, JsonBody.JSON_LINES})
  public Response post(
      InputStream in,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    List<JsonBody.Part> parts = body.read(in, contentType).parts();
    limits.take(authorization, parts.size());
    Rejections rejections = new Rejections();
    for (int i = 0; i < parts.size(); i++) {
      Problem problem = take(parts.get(i));
      if (problem != null) {
        rejections.add(i, problem);
      }
      JsonBody.giveWay(i);
    }
    limits.refused(authorization, rejections.count());
    boolean none = !parts.isEmpty() && rejections.count() == parts.size();
    return Response.status(none ? Response.Status.BAD_REQUEST : Response.Status.OK)
        .entity(
            new AcceptedBody(
                parts.size() - rejections.count(),
                rejections.listed(),
                rejections.total(),
                null,
                null))
        .build();
  }

  private @Nullable Problem take(JsonBody.Part part) {
    JsonNode json = part.json();
    if (json == null) {
      return part.problem();
    }
    try {
      catalogue.put(ItemBody.read(json, null));
      return null;
    } catch (ProblemException e) {
      return e.problem();
    }
  }
}
