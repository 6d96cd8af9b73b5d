/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.rank.DocumentScorer;
import dev.edgewise.rank.FallbackRanker;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.reason.BlurbWriter;
import dev.edgewise.rank.reason.ReasonWriter;
import dev.edgewise.rank.reason.TextModel;
import java.util.List;

/** Rules for which packages may use the implementations of stores, rankers and writers. */
public final class Implementations {
  private static final List<Class<?>> PORTS =
      List.of(
          ProfileStore.class,
          DocumentStore.class,
          Ranker.class,
          DocumentScorer.class,
          TextModel.class,
          ReasonWriter.class,
          BlurbWriter.class);

  /** FallbackRanker is not in the list, since it wraps any ranker. */
  private static final DescribedPredicate<JavaClass> IMPLEMENTATIONS =
      describe(
          "implementations of our interfaces",
          type ->
              !type.isInterface()
                  && PORTS.stream().anyMatch(type::isAssignableTo)
                  && !type.isAssignableTo(FallbackRanker.class));

  /** Only the wiring depends on an implementation, or on a package of implementations. */
  public static final ArchRule ONLY_WIRING_KNOWS_THEM =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.edgewise.service.wiring")
          .should()
          .dependOnClassesThat(IMPLEMENTATIONS)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.edgewise.profile.redis..", "dev.edgewise.rank.packed..", "io.lettuce..");

  private Implementations() {}
}
