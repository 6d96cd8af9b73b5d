/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.phi.LoadOptions;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.rank.BlendedRanker;
import dev.edgewise.rank.BoundedCall;
import dev.edgewise.rank.DeadlineRanker;
import dev.edgewise.rank.FirstStageRanker;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.rank.packed.PhiRanker;
import dev.edgewise.rank.reason.BlurbWriter;
import dev.edgewise.rank.reason.BoundedBlurbs;
import dev.edgewise.rank.reason.BoundedReasons;
import dev.edgewise.rank.reason.DisclosurePolicy;
import dev.edgewise.rank.reason.ReasonWriter;
import dev.edgewise.rank.reason.Rewriter;
import dev.edgewise.rank.reason.TemplateReasons;
import dev.edgewise.rank.reason.WrittenReasons;
import dev.edgewise.recommend.BlendVersions;
import dev.edgewise.recommend.RankerVersions;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.processor.ThreadPriority;
import dev.edgewise.service.config.BadConfigException;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Creates the ranking model and the weights of its blend. */
@Dependent
public final class RankingWiring {
  /** The model calls of one request that may wait at once: its groups, its prefix, its priors. */
  private static final int CALLS_PER_REQUEST = 4;

  /**
   * Checks that the configured model can rank. Reads its card only.
   *
   * @return what is wrong, if the configuration lets the service start without the model; else null
   * @throws BadConfigException when there is no archive at the configured place, or its model can't
   *     rank, and the model isn't optional
   */
  public static @Nullable String checkArchive(EdgewiseConfig.Model config) {
    try {
      config.archive().ifPresent(PhiRanker::check);
      return null;
    } catch (ModelException e) {
      String problem = "edgewise.model.archive: " + e.getMessage();
      if (config.optional()) {
        return problem;
      }
      throw new BadConfigException(
          problem + "; edgewise.model.optional=true starts without a model");
    }
  }

  /**
   * Creates the model, which loads in the background.
   *
   * @throws BadConfigException when there is no archive at the configured place, or its model can't
   *     rank, unless the configuration lets the service start without it
   */
  @Singleton
  public static RankingModel model(EdgewiseConfig config, Catalogue catalogue) {
    return model(config, catalogue.description().wording());
  }

  /** The same for words of a catalogue that isn't loaded. */
  public static RankingModel model(EdgewiseConfig config, Wording wording) {
    TemplateReasons templates =
        new TemplateReasons(
            wording, new DisclosurePolicy(config.safety().allowedAttributes().orElse(Set.of())));
    Path archive = config.model().archive().orElse(null);
    if (archive == null) {
      return RankingModel.none(
          "no model: edgewise.model.archive names none", firstStage(templates));
    }
    String problem = checkArchive(config.model());
    if (problem != null) {
      return RankingModel.none(problem, firstStage(templates));
    }
    return RankingModel.load(
        () -> open(archive, config.model(), templates),
        firstStage(templates),
        task -> Thread.ofPlatform().daemon().name("model-loading").start(task));
  }

  /** The ranker for services without a model: the sources' order, with reasons from templates. */
  public static RankingModel.Loaded firstStage(TemplateReasons templates) {
    return RankingModel.Loaded.of(new FirstStageRanker(), templates);
  }

  /** The writer of reasons without a model, for evaluation. */
  public static ReasonWriter reasons(Wording wording) {
    return new TemplateReasons(wording, DisclosurePolicy.STRICT);
  }

  /**
   * Opens a model's ranker without reasons, for evaluation and training.
   *
   * @throws dev.edgewise.phi.token.ModelException when the archive can't be loaded
   */
  public static BlendedRanker ranker(Path archive) {
    return PhiRanker.open(archive);
  }

  /**
   * Opens a model for a command: without queue and deadline.
   *
   * @throws dev.edgewise.phi.token.ModelException when the archive can't be loaded
   */
  public static RankingModel.Loaded alone(Path archive) {
    PhiRanker phi = PhiRanker.open(archive);
    TemplateReasons templates = new TemplateReasons();
    ReasonWriter reasons = phi.canWrite() ? new WrittenReasons(phi, templates) : templates;
    RankingModel.ModelServices services =
        new RankingModel.ModelServices(phi, reasons, BlurbWriter.ORIGINALS);
    return new RankingModel.Loaded(services, services, phi);
  }

  private static RankingModel.Loaded open(
      Path archive, EdgewiseConfig.Model config, TemplateReasons templates) {
    LoadOptions options =
        LoadOptions.standard()
            .withQueue(CALLS_PER_REQUEST * config.queue())
            .withPrefixBytes(config.prefixes().asLongValue())
            .withOnStart(ThreadPriority.MODEL::apply);
    PhiRanker phi = PhiRanker.open(archive, options);
    BoundedCall calls = new BoundedCall(threads(config.queue()), config.grace());
    return new RankingModel.Loaded(
        services(phi, calls, templates, config),
        services(phi.inBackground(), calls, templates, config),
        phi);
  }

  /** One thread for each request at the model; it refuses further requests at once. */
  static Executor threads(int most) {
    return new ThreadPoolExecutor(
        0,
        most,
        1,
        TimeUnit.MINUTES,
        new SynchronousQueue<>(),
        ThreadPriority.REQUESTS.threads("ranking-"));
  }

  private static RankingModel.ModelServices services(
      PhiRanker phi, BoundedCall calls, TemplateReasons templates, EdgewiseConfig.Model config) {
    boolean writes = config.writes() && phi.canWrite();
    ReasonWriter reasons =
        writes
            ? new BoundedReasons(new WrittenReasons(phi, templates), templates, calls)
            : templates;
    BlurbWriter blurbs = writes ? new Rewriter(phi) : BlurbWriter.ORIGINALS;
    return new RankingModel.ModelServices(
        new DeadlineRanker(phi, calls), reasons, new BoundedBlurbs(blurbs, calls));
  }

  @Singleton
  public static BlendVersions blends(
      DocumentStore documents, RankingModel model, Candidates candidates) {
    RankerVersions rankers = new RankerVersions(documents, candidates::use);
    return new BlendVersions(documents, model, rankers, InstantSource.system());
  }
}
