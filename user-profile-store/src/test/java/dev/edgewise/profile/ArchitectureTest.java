/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.edgewise.ArchitectureRules;

@AnalyzeClasses(
    packages = "dev.edgewise.profile",
    importOptions = ArchitectureRules.MainClasses.class)
class ArchitectureTest {
  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  @ArchTest
  static final ArchRule LETTUCE_ONLY_IN_REDIS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.edgewise.profile.redis")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lettuce..");

  @ArchTest
  static final ArchRule NOTHING_FROM_OUTSIDE =
      noClasses()
          .that()
          .resideInAPackage("dev.edgewise.profile")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("dev.edgewise.profile", "java..", "org.jspecify..");
}
