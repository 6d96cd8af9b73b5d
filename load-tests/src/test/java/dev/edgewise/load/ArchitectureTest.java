/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.edgewise.load", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule THE_SERVICE_IS_A_PROCESS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.edgewise.service..", "io.quarkus..");

  @ArchTest
  static final ArchRule INGESTION_IN_HAND_ONLY_FOR_DRILLS_AND_ITS_FIGURES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.edgewise.load.faults", "dev.edgewise.load.ingest", "dev.edgewise.load.pipeline")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.edgewise.ingest..", "org.apache.kafka..", "io.lettuce..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.edgewise.(load..)").should().beFreeOfCycles();
}
