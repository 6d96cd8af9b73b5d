/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import dev.edgewise.service.readers.DemoReader;
import dev.edgewise.service.readers.DemoReaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code GET /v1/readers}: in a demo, users whose recommendations a visitor can look at. */
@Path("/v1/readers")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class ReaderResource {
  private static final int READERS = 12;

  private final EdgewiseConfig config;
  private final DemoReaders readers;
  private final ProfileStore store;
  private final Catalogue catalogue;

  ReaderResource(
      EdgewiseConfig config, DemoReaders readers, ProfileStore store, Catalogue catalogue) {
    this.config = config;
    this.readers = readers;
    this.store = store;
    this.catalogue = catalogue;
  }

  public record ReaderList(List<Reader> readers) {}

  /**
   * A user with a history.
   *
   * @param name a made-up first name
   * @param tastes at most two kinds of items that the user likes more than others do
   */
  public record Reader(String user, String name, List<String> tastes, long interactions) {}

  /** Returns users whose tastes differ most. */
  @GET
  public ReaderList readers() {
    if (!config.demo()) {
      throw new ProblemException(Problem.Kind.NOT_FOUND, "only a demo lists readers");
    }
    String kind = catalogue.description().categories();
    return new ReaderList(readers.pick(READERS, kind).stream().map(this::reader).toList());
  }

  private Reader reader(DemoReader reader) {
    return new Reader(
        reader.user(), reader.name(), reader.tastes(), store.get(reader.user()).interactions());
  }
}
