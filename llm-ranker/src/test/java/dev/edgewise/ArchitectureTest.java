/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The allowed dependencies between this module's packages. */
@AnalyzeClasses(
    packages = {"dev.edgewise.rank", "dev.edgewise.phi"},
    importOptions = ArchitectureRules.MainClasses.class)
class ArchitectureTest {
  @ArchTest static final ArchRule NO_PACKAGE_CYCLES = ArchitectureRules.NO_PACKAGE_CYCLES;

  @ArchTest static final ArchRule NO_CLASS_CYCLES = ArchitectureRules.NO_CLASS_CYCLES;

  @ArchTest
  static final ArchRule ONLY_THE_ENGINE_USES_DJL =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.edgewise.phi..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule THE_ENGINE_DOES_NOT_DEPEND_ON_RANKING =
      noClasses()
          .that()
          .resideInAPackage("dev.edgewise.phi..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.edgewise.rank..", "dev.edgewise.profile..");

  @ArchTest
  static final ArchRule THE_RANKING_CONTRACT_DEPENDS_ON_NO_IMPLEMENTATION =
      classes()
          .that()
          .resideInAPackage("dev.edgewise.rank")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.edgewise.rank", "dev.edgewise.profile", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule THE_PROMPT_USES_ONLY_THE_TOKENIZER =
      noClasses()
          .that()
          .resideInAPackage("dev.edgewise.rank.prompt..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("dev\\.edgewise\\.phi\\.(?!token\\.).*");
}
