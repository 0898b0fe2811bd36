package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.benchmarks.run.Profile;
import dev.dirtybench.benchmarks.run.TraceChoice;
import dev.dirtybench.benchmarks.run.TraceChoice.Yardsticks;
import dev.dirtybench.workloads.catalog.BundledTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a profile measures when no trace is named. */
final class DefaultTraces {
  /** The operations of a trace, unless some are named: a chain of merges says more than one. */
  private static final List<Operation> OPERATIONS =
      Arrays.stream(Operation.values()).filter(o -> o != Operation.MERGE_WHOLE).toList();

  /** Waiting for the disk takes what the smoke profile has no time for. */
  private static final List<Operation> WITHOUT_IMAGES =
      OPERATIONS.stream().filter(operation -> !operation.needsImage()).toList();

  /** What skipping empty regions is worth is seen best in these, on nearly empty bitmaps. */
  private static final List<Operation> SPARSE_OPERATIONS =
      List.of(Operation.MERGE_WHOLE, Operation.SCAN_EXTENTS, Operation.SCAN_WORDS);

  private static final List<Operation> IMAGE_OPERATIONS =
      OPERATIONS.stream().filter(Operation::needsImage).toList();

  /** Those on which the shorter profiles measure more than the replay; the first one most. */
  private static final List<String> MAIN_RECORDINGS = List.of("postgres", "ext4-build");

  private DefaultTraces() {}

  /** What is measured on a trace that was named, when no operation was. */
  static List<Operation> operationsOn(String spec) {
    return Subject.isRandomBits(spec) ? IMAGE_OPERATIONS : OPERATIONS;
  }

  static List<TraceChoice> of(Profile profile, List<Operation> asked) {
    List<TraceChoice> choices = new ArrayList<>();
    for (String recording : recordings(profile)) {
      List<Operation> operations = asked.isEmpty() ? usual(profile, recording) : asked;
      choices.add(new TraceChoice(recording, operations, yardsticks(profile, recording)));
    }
    if (profile != Profile.SMOKE) {
      List<Operation> sparse = among(SPARSE_OPERATIONS, asked);
      if (!sparse.isEmpty()) {
        Yardsticks yardsticks = yardsticks(profile, MAIN_RECORDINGS.get(0));
        Traces.named()
            .forEach(named -> choices.add(new TraceChoice(named.name(), sparse, yardsticks)));
      }
    }
    List<Operation> images = among(IMAGE_OPERATIONS, asked);
    if (!images.isEmpty()) {
      profile.randomBits().forEach(spec -> choices.add(new TraceChoice(spec, images)));
    }
    return choices;
  }

  private static List<String> recordings(Profile profile) {
    return profile == Profile.SMOKE
        ? MAIN_RECORDINGS.subList(0, 1)
        : Traces.bundled().stream().map(BundledTrace::name).toList();
  }

  /** What depends on the trace most is measured on each; the rest where the time is for it. */
  private static List<Operation> usual(Profile profile, String recording) {
    int rank = MAIN_RECORDINGS.indexOf(recording);
    return switch (profile) {
      case SMOKE -> WITHOUT_IMAGES;
      case FULL -> OPERATIONS;
      default -> rank < 0 ? List.of(Operation.SET) : rank == 0 ? OPERATIONS : WITHOUT_IMAGES;
    };
  }

  /** They say little that is new on a further recording; a night has the time for it. */
  private static Yardsticks yardsticks(Profile profile, String recording) {
    if (profile == Profile.FULL) {
      return Yardsticks.ALL;
    }
    return recording.equals(MAIN_RECORDINGS.get(0)) ? Yardsticks.WITH_A_FLOOR : Yardsticks.NONE;
  }

  private static List<Operation> among(List<Operation> operations, List<Operation> asked) {
    return operations.stream().filter(o -> asked.isEmpty() || asked.contains(o)).toList();
  }
}
