/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.edgewise.ArchitectureRules;
import dev.edgewise.Implementations;

/** This module depends neither on the application nor on libraries for servers. */
@AnalyzeClasses(packages = "dev.edgewise.lab", importOptions = ArchitectureRules.MainClasses.class)
class LabArchitectureTest {
  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  @ArchTest
  static final ArchRule ONLY_WIRING_KNOWS_IMPLEMENTATIONS = Implementations.ONLY_WIRING_KNOWS_THEM;

  /** The template engine Qute is plain Java, although its package name begins with io.quarkus. */
  @ArchTest
  static final ArchRule PLAIN_JAVA =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "io.quarkus..",
                      "jakarta..",
                      "ai.djl..",
                      "org.apache.kafka..",
                      "dev.edgewise.service..",
                      "dev.edgewise.cli..")
                  .and(resideOutsideOfPackage("io.quarkus.qute..")));

  @ArchTest
  static final ArchRule ONLY_TEMPLATES_KNOWS_QUTE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.edgewise.lab.template")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.quarkus.qute..");
}
