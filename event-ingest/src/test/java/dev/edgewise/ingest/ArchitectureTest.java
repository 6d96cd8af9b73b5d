/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.edgewise.ArchitectureRules;

@AnalyzeClasses(
    packages = "dev.edgewise.ingest",
    importOptions = ArchitectureRules.MainClasses.class)
class ArchitectureTest {
  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  @ArchTest
  static final ArchRule kafkaClientsOnlyInIngest =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.edgewise.ingest.event",
              "dev.edgewise.ingest.kafka",
              "dev.edgewise.ingest.topic",
              "dev.edgewise.ingest.update",
              "dev.edgewise.ingest.replay")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule lettuceNowhere =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.lettuce..");

  @ArchTest
  static final ArchRule localServersKnowNothingOfEvents =
      noClasses()
          .that()
          .resideInAPackage("dev.edgewise.ingest.local..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.edgewise.ingest.event",
              "dev.edgewise.ingest.kafka",
              "dev.edgewise.ingest.topic",
              "dev.edgewise.ingest.update",
              "dev.edgewise.ingest.replay",
              "dev.edgewise.profile..");
}
