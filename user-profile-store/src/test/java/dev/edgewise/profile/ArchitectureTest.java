/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.edgewise.profile", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
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

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.edgewise.(**)").should().beFreeOfCycles();
}
