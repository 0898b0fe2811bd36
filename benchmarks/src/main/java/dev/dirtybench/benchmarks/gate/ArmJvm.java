package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.footprint.Weight;
import dev.dirtybench.benchmarks.run.CellArguments;
import dev.dirtybench.benchmarks.run.ChildProcess;
import dev.dirtybench.benchmarks.run.ForkMemory;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.benchmarks.verify.Judgement;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks an arm, a build of this program, about its cells: in a JVM of that build, not this one. */
final class ArmJvm {
  /** JOL attaches to its own JVM to learn object layouts. */
  private static final List<String> JOL_FLAGS =
      List.of("-Djdk.attach.allowAttachSelf=true", "-Djol.magicFieldOffset=true");

  private static final int DYNAMIC_AGENTS_WARN = 21;

  private final TargetJvm jvm;
  private final GateArm arm;

  ArmJvm(TargetJvm jvm, GateArm arm) {
    this.jvm = jvm;
    this.arm = arm;
  }

  /**
   * What the operations leave.
   *
   * @param backend of this arm
   * @param cells with that backend
   * @return digests by cell; one that the arm cannot compute has none
   * @throws IOException if the arm gives none at all; the message says why
   */
  Map<OwnCell, String> digests(String backend, List<OwnCell> cells)
      throws IOException, InterruptedException {
    Map<OwnCell, String> found = new LinkedHashMap<>();
    ask(
        "verify",
        backend,
        cells,
        List.of(),
        line -> {
          Judgement judgement = Judgement.ofLine(line);
          if (judgement != null && judgement.digest() != null) {
            for (OwnCell cell : cells) {
              if (cell.operation().label().equals(judgement.operation())
                  && cell.trace().equals(judgement.trace())
                  && cell.granularity().equals(judgement.granularity())) {
                found.put(cell, judgement.digest());
              }
            }
          }
        });
    return found;
  }

  /**
   * What the bitmaps weigh.
   *
   * @param backend of this arm
   * @param cells with that backend, one for each trace and granularity
   * @return weights by cell
   * @throws IOException if the arm gives none at all; the message says why
   */
  Map<OwnCell, Weight> weights(String backend, List<OwnCell> cells)
      throws IOException, InterruptedException {
    List<String> flags = new ArrayList<>(JOL_FLAGS);
    if (jvm.feature() >= DYNAMIC_AGENTS_WARN) {
      flags.add("-XX:+EnableDynamicAgentLoading");
    }
    Map<OwnCell, Weight> found = new LinkedHashMap<>();
    ask(
        "footprint",
        backend,
        cells,
        flags,
        line -> {
          Weight weight = Weight.ofLine(line);
          if (weight != null) {
            for (OwnCell cell : cells) {
              if (cell.trace().equals(weight.trace())
                  && cell.granularity().equals(weight.granularity())) {
                found.put(cell, weight);
              }
            }
          }
        });
    return found;
  }

  private void ask(
      String command,
      String backend,
      List<OwnCell> cells,
      List<String> flags,
      Consumer<String> lines)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(jvm.launcher()));
    words.addAll(jvm.flags());
    long heap = cells.stream().mapToLong(OwnCell::heapMiB).max().orElseThrow();
    words.addAll(new ForkMemory(heap).flags());
    words.addAll(flags);
    words.addAll(List.of("-cp", arm.classPath(), BuildListing.MAIN, command, backend));
    for (OwnCell cell : cells) {
      words.add(
          new CellArguments(
                  Granularity.parse(cell.granularity()), List.of(cell.operation()), cell.trace())
              .toString());
    }
    String failure = ChildProcess.run(words, lines);
    if (failure != null) {
      throw new IOException(arm.name() + " cannot say: " + failure);
    }
  }
}
