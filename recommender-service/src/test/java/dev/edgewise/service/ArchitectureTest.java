/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.edgewise.ArchitectureRules;

@AnalyzeClasses(
    packages = "dev.edgewise.service",
    importOptions = ArchitectureRules.MainClasses.class)
class ArchitectureTest {
  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  @ArchTest
  static final ArchRule ONLY_WIRING_KNOWS_REDIS =
      noClasses()
          .that()
          .doNotHaveSimpleName("Wiring")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.edgewise.profile.redis..", "io.lettuce..");

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
