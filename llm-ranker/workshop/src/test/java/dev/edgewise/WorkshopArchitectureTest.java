/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Tests the dependencies between the engine, the import and the training. */
@AnalyzeClasses(packages = "dev.edgewise.phi", importOptions = ArchitectureRules.MainClasses.class)
class WorkshopArchitectureTest {
  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  @ArchTest
  static final ArchRule IMPORT_NEEDS_NO_LIBTORCH =
      noClasses()
          .that()
          .resideInAPackage("dev.edgewise.phi.convert")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");
}
