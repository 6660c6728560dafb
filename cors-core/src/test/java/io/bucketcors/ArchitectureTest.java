package io.bucketcors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

@AnalyzeClasses(packages = "io.bucketcors", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule knowsNoWebApi =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.servlet..",
              "jakarta.ws.rs..",
              "javax.servlet..",
              "javax.ws.rs..",
              "java.net.http..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                  return SliceIdentifier.of(javaClass.getPackageName());
                }

                @Override
                public String getDescription() {
                  return "packages";
                }
              })
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule decidingKnowsNoSourceOfRules =
      noClasses()
          .that()
          .resideInAPackage("io.bucketcors")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.bucketcors.config..", "io.bucketcors.document..");

  @ArchTest
  static final ArchRule grammarsAndIndexesKnowNoRules =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.bucketcors.origin..",
              "io.bucketcors.header..",
              "io.bucketcors.match..",
              "io.bucketcors.path..",
              "io.bucketcors.text..",
              "io.bucketcors.adapter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.bucketcors", "io.bucketcors.config..", "io.bucketcors.document..");

  /** What apps configure and what adapters are written with are told apart by package. */
  @ArchTest
  static final ArchRule adaptersAreWrittenWithTypesOfTheirOwn =
      noClasses()
          .that()
          .resideInAPackage("io.bucketcors.adapter")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("io.bucketcors..")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          "io.bucketcors.adapter..",
                          "io.bucketcors.header..",
                          "io.bucketcors.text..")));

  /** URI readers are lenient and allocate; regular expressions can be made to backtrack. */
  @ArchTest
  static final ArchRule requestsAreReadByHand =
      noClasses()
          .that()
          .resideInAnyPackage("io.bucketcors.header..", "io.bucketcors.match..")
          .or()
          .haveSimpleName("SerializedOrigin")
          .or()
          .haveSimpleName("Host")
          .or()
          .haveSimpleName("Ipv6")
          .or()
          .haveSimpleName("Port")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.util.regex..");

  @ArchTest
  static final ArchRule requestsAreReadWithoutInputAndOutput =
      noClasses()
          .that()
          .resideInAnyPackage("io.bucketcors.header..", "io.bucketcors.match..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..");

  @ArchTest
  static final ArchRule problemsAreValues =
      classes().that().areAssignableTo(CorsProblem.class).should().haveOnlyFinalFields();
}
