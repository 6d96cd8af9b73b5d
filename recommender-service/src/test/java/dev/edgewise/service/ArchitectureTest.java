/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.edgewise.ArchitectureRules;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.rank.DocumentScorer;
import dev.edgewise.rank.Evidence;
import dev.edgewise.rank.FallbackRanker;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.reason.BlurbWriter;
import dev.edgewise.rank.reason.ReasonWriter;
import dev.edgewise.rank.reason.TextModel;
import java.util.List;

@AnalyzeClasses(
    packages = "dev.edgewise.service",
    importOptions = ArchitectureRules.MainClasses.class)
class ArchitectureTest {
  private static final List<Class<?>> PORTS =
      List.of(
          ProfileStore.class,
          DocumentStore.class,
          Ranker.class,
          DocumentScorer.class,
          Evidence.class,
          TextModel.class,
          ReasonWriter.class,
          BlurbWriter.class);

  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  /**
   * Classes that stand behind an interface of ours, each of which could be another one. Rankers
   * that wrap another ranker are none of these.
   */
  private static final DescribedPredicate<JavaClass> IMPLEMENTATIONS =
      describe(
          "implementations of our interfaces",
          type ->
              !type.isInterface()
                  && PORTS.stream().anyMatch(type::isAssignableTo)
                  && !type.isAssignableTo(FallbackRanker.class));

  @ArchTest
  static final ArchRule ONLY_WIRING_KNOWS_IMPLEMENTATIONS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.edgewise.service.wiring")
          .should()
          .dependOnClassesThat(IMPLEMENTATIONS)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.edgewise.profile.redis..", "dev.edgewise.rank.packed..", "io.lettuce..");

  @ArchTest
  static final ArchRule LIBRARIES_STAY_WHERE_THEY_BELONG =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule HTTP_IS_ONLY_A_DOOR =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.edgewise.service.recommend..",
              "dev.edgewise.service.rerank..",
              "dev.edgewise.service.candidates..",
              "dev.edgewise.service.catalogue..",
              "dev.edgewise.service.training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.edgewise.service.http..", "jakarta.ws..");
}
