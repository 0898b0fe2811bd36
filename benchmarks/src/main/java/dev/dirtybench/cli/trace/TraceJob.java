package dev.dirtybench.cli.trace;

import dev.dirtybench.cli.environment.ClassPathOption;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.catalog.TraceSource;
import dev.dirtybench.workloads.catalog.Traces;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.shape.SizedTrace;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands on traces have in common. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class TraceJob implements Callable<Integer> {
  @Mixin private ClassPathOption classPath;

  @Spec private CommandSpec spec;

  /** Does the job. */
  abstract void run() throws IOException;

  @Override
  public final Integer call() throws IOException {
    classPath.apply();
    try {
      run();
    } finally {
      out().flush();
    }
    return 0;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Finds a trace; nothing is read yet. */
  static TraceSource source(String trace, ReadOptions options) {
    return Traces.source(trace, options);
  }

  /** A trace that shows its progress while it is read. */
  final OperationStream open(String trace, ReadOptions options) throws IOException {
    return watched(source(trace, options).open());
  }

  /** A trace of known disk size that shows its progress while it is read. */
  final OperationStream openSized(String trace, ReadOptions options) throws IOException {
    TraceSource source = source(trace, options);
    return watched(SizedTrace.open(() -> watched(source.open())));
  }

  private OperationStream watched(OperationStream stream) {
    return WatchedStream.of(stream, spec.commandLine().getErr());
  }

  /** Passes on what the user should know of the reading. */
  final void remark(String trace, List<String> remarks) {
    for (String remark : remarks) {
      spec.commandLine().getErr().println("dirtybench: " + trace + ": " + remark);
    }
  }
}
