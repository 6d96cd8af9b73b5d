/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.edgewise.ArchitectureRules;
import dev.edgewise.Implementations;

/** This module depends on no server framework. */
@AnalyzeClasses(
    packages = "dev.edgewise.recommend",
    importOptions = ArchitectureRules.MainClasses.class)
class RecommendArchitectureTest {
  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  @ArchTest
  static final ArchRule ONLY_WIRING_KNOWS_IMPLEMENTATIONS = Implementations.ONLY_WIRING_KNOWS_THEM;

  /** The only part of the model engine in use is libtorch's linear algebra, by EASE. */
  @ArchTest
  static final ArchRule PLAIN_JAVA =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "jakarta..",
              "ai.djl..",
              "org.apache.kafka..",
              "dev.edgewise.phi",
              "dev.edgewise.phi.archive..",
              "dev.edgewise.phi.token..",
              "dev.edgewise.lab..",
              "dev.edgewise.service..",
              "dev.edgewise.cli..");

  @ArchTest
  static final ArchRule LUCENE_ONLY_IN_SOURCES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.edgewise.recommend.candidates.source")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..");
}
