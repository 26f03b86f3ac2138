package org.equisweep;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** The layering that every package-info states, and the rules that keep trials reproducible. */
@AnalyzeClasses(packages = "org.equisweep", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** A package, and the packages directly below it; it may use what they may use. */
  private static final Map<String, Set<String>> BELOW =
      Map.ofEntries(
          Map.entry("problem", Set.of()),
          Map.entry("storage", Set.of("problem")),
          Map.entry("tensor", Set.of("storage")),
          Map.entry("group", Set.of("tensor")),
          Map.entry("geometry", Set.of("group")),
          Map.entry("network", Set.of("geometry")),
          Map.entry("data", Set.of("group")),
          Map.entry("flow", Set.of("problem")),
          Map.entry("training", Set.of("network", "data", "flow")),
          Map.entry("stability", Set.of("training")),
          Map.entry("sweep", Set.of("stability")),
          Map.entry("table", Set.of("sweep")),
          Map.entry("spark", Set.of("table")),
          Map.entry("statistics", Set.of("table")),
          Map.entry("report", Set.of("table")),
          Map.entry("cli", Set.of("spark", "statistics", "report")));

  /** What a trial's bits come from. */
  private static final String[] COMPUTATION = {
    "org.equisweep.tensor..",
    "org.equisweep.group..",
    "org.equisweep.geometry..",
    "org.equisweep.network..",
    "org.equisweep.data..",
    "org.equisweep.flow..",
    "org.equisweep.training..",
    "org.equisweep.stability.."
  };

  @ArchTest
  static void every_package_has_its_floor(JavaClasses classes) {
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : classes) {
      packages.add(type.getPackageName().split("\\.")[2]);
    }
    assertThat(packages).containsExactlyInAnyOrderElementsOf(BELOW.keySet());
  }

  @ArchTest
  static void a_package_uses_only_the_floors_below(JavaClasses classes) {
    for (String name : new TreeMap<>(BELOW).keySet()) {
      Set<String> forbidden = new TreeSet<>(BELOW.keySet());
      forbidden.removeAll(mayUse(name));
      forbidden.remove(name);
      if (forbidden.isEmpty()) {
        continue;
      }
      noClasses()
          .that()
          .resideInAPackage(subtree(name))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              forbidden.stream().map(ArchitectureTest::subtree).toArray(String[]::new))
          .because(name + " may use " + mayUse(name))
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule packages_form_no_cycle =
      slices().matching("org.equisweep.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule native_memory_and_vectors_are_touched_in_tensor_alone =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.equisweep.tensor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "jdk.incubator..");

  @ArchTest
  static final ArchRule spark_is_seen_on_the_top_floors_alone =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.equisweep.spark..", "org.equisweep.statistics..", "org.equisweep.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  @ArchTest
  static final ArchRule only_the_main_class_ends_the_process =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.equisweep.cli.Equisweep")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule chance_comes_from_random_streams_alone =
      noClasses()
          .that(resideInAnyPackage(COMPUTATION))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(StrictMath.class, "random");

  /** System.nanoTime is allowed: durations and deadlines are volatile by definition. */
  @ArchTest
  static final ArchRule no_trial_knows_the_date =
      noClasses()
          .that(resideInAnyPackage(COMPUTATION))
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Instant.class);

  private static String subtree(String name) {
    return "org.equisweep." + name + "..";
  }

  private static Set<String> mayUse(String name) {
    Set<String> all = new TreeSet<>();
    for (String below : BELOW.get(name)) {
      all.add(below);
      all.addAll(mayUse(below));
    }
    return all;
  }
}
