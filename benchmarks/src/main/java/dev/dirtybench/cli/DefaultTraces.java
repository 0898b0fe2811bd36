package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.benchmarks.run.Profile;
import dev.dirtybench.benchmarks.run.TraceChoice;
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

  private DefaultTraces() {}

  /** What is measured on a trace that was named, when no operation was. */
  static List<Operation> operationsOn(String spec) {
    return Subject.isRandomBits(spec) ? IMAGE_OPERATIONS : OPERATIONS;
  }

  static List<TraceChoice> of(Profile profile, List<Operation> asked) {
    List<String> recordings = Traces.bundled().stream().map(BundledTrace::name).toList();
    boolean smoke = profile == Profile.SMOKE;
    List<TraceChoice> choices = new ArrayList<>();
    List<Operation> usual = smoke ? WITHOUT_IMAGES : OPERATIONS;
    for (String recording : smoke ? recordings.subList(0, 1) : recordings) {
      choices.add(new TraceChoice(recording, asked.isEmpty() ? usual : asked));
    }
    if (!smoke) {
      List<Operation> sparse =
          SPARSE_OPERATIONS.stream().filter(o -> asked.isEmpty() || asked.contains(o)).toList();
      if (!sparse.isEmpty()) {
        Traces.named().forEach(named -> choices.add(new TraceChoice(named.name(), sparse)));
      }
    }
    List<Operation> images =
        IMAGE_OPERATIONS.stream().filter(o -> asked.isEmpty() || asked.contains(o)).toList();
    if (!images.isEmpty()) {
      profile.randomBits().forEach(spec -> choices.add(new TraceChoice(spec, images)));
    }
    return choices;
  }
}
