package dev.dirtybench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keeps the arrows between the rooms as CONTRIBUTING.md draws them. */
@Tag("once")
class ArchitectureTest {
  private static final String ROOT = "dev.dirtybench";
  private static final String[] JDK = {"java..", "javax..", "jdk..", "com.sun.management.."};

  private final JavaClasses ours =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyRoomIsSeen() {
    for (String room :
        new String[] {
          "spi",
          "testkit",
          "backend.adaptive",
          "backend.hbitmap",
          "backend.roaring",
          "backend.offheap",
          "backend.agrona",
          "backend.chronicle",
          "backend.ffm",
          "backend.bitset",
          "backend.noop",
          "backend.plain",
          "backend.copy",
          "backend.concurrent",
          "workloads",
          "workloads.read",
          "workloads.write",
          "workloads.csv",
          "workloads.own",
          "workloads.binary",
          "workloads.generate",
          "workloads.catalog",
          "results",
          "benchmarks.pass",
          "benchmarks.openloop",
          "cli"
        }) {
      assertTrue(
          ours.stream().anyMatch(type -> type.getPackageName().equals(ROOT + "." + room)), room);
    }
  }

  @Test
  void theContractDependsOnTheJdkOnly() {
    onlyDependOn("spi..", ROOT + ".spi..");
  }

  @Test
  void tracesDependOnTheJdkAndOnWhatUnpacks() {
    onlyDependOn(
        "workloads..", ROOT + ".workloads..", "org.tukaani.xz..", "com.github.luben.zstd..");
  }

  @Test
  void resultsDependOnAJsonLibraryAndOneOfStatisticsOnly() {
    onlyDependOn(
        "results..",
        ROOT + ".results..",
        "com.fasterxml.jackson..",
        "org.apache.commons.statistics..");
  }

  @Test
  void theTestkitDependsOnTheContractAndJunit() {
    onlyDependOn(
        "testkit..", ROOT + ".testkit..", ROOT + ".spi..", "org.junit..", "org.opentest4j..");
  }

  @Test
  void aBackendDependsOnTheContractAndItsOwnLibrary() {
    backendDependsOn("bitset");
    backendDependsOn("noop");
    backendDependsOn("plain");
    backendDependsOn("copy");
    backendDependsOn("concurrent");
    backendDependsOn("adaptive");
    backendDependsOn("hbitmap");
    backendDependsOn("roaring", "org.roaringbitmap..");
    backendDependsOn("offheap");
    backendDependsOn("ffm", ROOT + ".backend.offheap..");
    backendDependsOn("agrona", ROOT + ".backend.offheap..", "org.agrona..");
    backendDependsOn("chronicle", ROOT + ".backend.offheap..", "net.openhft..");
  }

  @Test
  void theLayoutOfAnImageDependsOnTheJdkOnly() {
    onlyDependOn("qcow2.format..", ROOT + ".qcow2.format..");
  }

  @Test
  void theLifeOfABitmapKnowsNoImages() {
    onlyDependOn("dirty..", ROOT + ".dirty..", ROOT + ".spi..");
  }

  @Test
  void imagesDependOnTheirLayoutTheLifeOfBitmapsAndTheContract() {
    onlyDependOn("qcow2..", ROOT + ".qcow2..", ROOT + ".dirty..", ROOT + ".spi..");
  }

  @Test
  void nothingDependsOnABackend() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".backend..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".backend..")
        .check(ours);
  }

  @Test
  void whatIsTimedKnowsNeitherTheOracleNorTheRun() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".benchmarks.pass..",
            ROOT + ".benchmarks.jmh..",
            ROOT + ".benchmarks.openloop..",
            ROOT + ".benchmarks.writers..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".testkit..",
            ROOT + ".results..",
            ROOT + ".cli..",
            ROOT + ".benchmarks.run..",
            ROOT + ".benchmarks.verify..",
            ROOT + ".benchmarks.footprint..")
        .check(ours);
  }

  @Test
  void onlyTheVerifierKnowsTheOracle() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".benchmarks.verify..", ROOT + ".testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".testkit..")
        .check(ours);
  }

  @Test
  void nothingDependsOnTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".cli..")
        .check(ours);
  }

  @Test
  void theDoctorDependsOnImagesAndTheirBitmaps() {
    onlyDependOn(
        "qcow2.doctor..",
        ROOT + ".qcow2.doctor..",
        ROOT + ".qcow2.image..",
        ROOT + ".qcow2.format..",
        ROOT + ".dirty..",
        ROOT + ".spi..");
  }

  @Test
  void theCommandsOnImagesKnowNothingOfBenchmarks() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".cli.qcow2..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".benchmarks.footprint..",
            ROOT + ".benchmarks.jmh..",
            ROOT + ".benchmarks.pass..",
            ROOT + ".benchmarks.run..",
            ROOT + ".benchmarks.verify..",
            ROOT + ".results..",
            ROOT + ".workloads..",
            ROOT + ".cli")
        .check(ours);
  }

  @Test
  void theCommandsOnTracesKnowNothingOfBenchmarksAndImages() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".cli.trace..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".benchmarks..",
            ROOT + ".results..",
            ROOT + ".qcow2..",
            ROOT + ".dirty..",
            ROOT + ".cli.qcow2..",
            ROOT + ".cli")
        .check(ours);
  }

  @Test
  void packagesPointOneWay() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(ours);
  }

  private void backendDependsOn(String name, String... library) {
    String[] allowed = new String[library.length + 2];
    allowed[0] = ROOT + ".backend." + name + "..";
    allowed[1] = ROOT + ".spi..";
    System.arraycopy(library, 0, allowed, 2, library.length);
    onlyDependOn("backend." + name + "..", allowed);
  }

  private void onlyDependOn(String room, String... allowed) {
    String[] all = new String[JDK.length + allowed.length];
    System.arraycopy(JDK, 0, all, 0, JDK.length);
    System.arraycopy(allowed, 0, all, JDK.length, allowed.length);
    classes()
        .that()
        .resideInAPackage(ROOT + "." + room)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(all)
        .check(ours);
  }
}
