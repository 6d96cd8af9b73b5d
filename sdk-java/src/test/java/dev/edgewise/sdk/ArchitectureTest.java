/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.edgewise.ArchitectureRules;

@AnalyzeClasses(packages = "dev.edgewise.sdk", importOptions = ArchitectureRules.MainClasses.class)
class ArchitectureTest {
  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  @ArchTest
  static final ArchRule THIN =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.edgewise.sdk..",
              "dev.edgewise.rank..",
              "dev.edgewise.phi..",
              "dev.edgewise.profile..",
              "dev.edgewise.file..",
              "com.google.gson..",
              "java..",
              "org.jspecify..");
}
