/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.edgewise.ArchitectureRules;

@AnalyzeClasses(packages = "dev.edgewise.load", importOptions = ArchitectureRules.MainClasses.class)
class ArchitectureTest {
  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  @ArchTest
  static final ArchRule THE_SERVICE_IS_A_PROCESS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.edgewise.service..",
              "dev.edgewise.cli..",
              "dev.edgewise.recommend..",
              "dev.edgewise.lab..",
              "io.quarkus..");

  @ArchTest
  static final ArchRule INGESTION_IN_HAND_ONLY_FOR_DRILLS_AND_ITS_FIGURES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.edgewise.load.faults", "dev.edgewise.load.ingest", "dev.edgewise.load.events")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.edgewise.ingest..", "org.apache.kafka..", "io.lettuce..");
}
