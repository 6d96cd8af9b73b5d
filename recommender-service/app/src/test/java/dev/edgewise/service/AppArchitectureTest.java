/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.edgewise.ArchitectureRules;
import dev.edgewise.Implementations;

/** The application: HTTP, command line, and the wiring of both. */
@AnalyzeClasses(
    packages = {"dev.edgewise.service", "dev.edgewise.cli"},
    importOptions = ArchitectureRules.MainClasses.class)
class AppArchitectureTest {
  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  @ArchTest
  static final ArchRule ONLY_WIRING_KNOWS_IMPLEMENTATIONS = Implementations.ONLY_WIRING_KNOWS_THEM;

  @ArchTest
  static final ArchRule LIBRARIES_STAY_WHERE_THEY_BELONG =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "org.apache.kafka..", "org.apache.lucene..");

  @ArchTest
  static final ArchRule HTTP_KNOWS_NO_COMMANDS =
      noClasses()
          .that()
          .resideInAPackage("dev.edgewise.service..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.edgewise.cli..");
}
