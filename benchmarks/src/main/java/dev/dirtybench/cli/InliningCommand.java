package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.inlining.InliningCheck;
import dev.dirtybench.benchmarks.inlining.InliningCheck.Finding;
import dev.dirtybench.benchmarks.inlining.Receivers;
import dev.dirtybench.benchmarks.inlining.Sentinel;
import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.cli.environment.ClassPathOption;
import dev.dirtybench.spi.Backends;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows for how many kinds of bitmap the JIT compiled the contract's calls. */
@Command(
    name = "inlining",
    hidden = true,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs forks of set and scan-extents with HotSpot's account of what it compiled, and shows for",
      "how many kinds of bitmap the contract's calls were compiled: one where nothing polluted the",
      "type profile, two, or any. Nothing is timed."
    },
    footer = {
      "",
      "Examples:",
      "  dirtybench inlining",
      "  dirtybench inlining --backend roaring --pollution mono",
      "",
      "Exit code 0: all as expected; 1: a call is not, or a fork failed; 2: the call was wrong."
    })
final class InliningCommand implements Callable<Integer> {
  private static final String ROW = "%-12s  %-16s  %-9s  %-12s  %-12s  %-12s  %s%n";

  @Option(names = "--backend", paramLabel = "NAME", description = "default: hbitmap")
  private String backend = "hbitmap";

  @Option(
      names = "--pollution",
      split = ",",
      paramLabel = "KIND",
      description = "mono, bi, mega; default: all three")
  private List<String> pollutions =
      Arrays.stream(Pollution.values()).map(Pollution::label).toList();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "takes the forks' output and the table; default: benchmarks/target/inlining/jdk-N")
  private Path out;

  @Option(
      names = "--jvm",
      paramLabel = "JAVA",
      description = "the java launcher that the forks run in; default: this one")
  private String jvm;

  @Mixin private ClassPathOption classPath;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String wholeClassPath = classPath.apply();
    Backends.load().require(backend);
    List<Pollution> asked = pollutions.stream().map(Pollution::of).distinct().toList();
    TargetJvm target = jvm == null ? TargetJvm.current() : TargetJvm.of(jvm);
    Path folder = out == null ? usual(target) : out;
    InliningCheck check = new InliningCheck(target, wholeClassPath, folder);
    List<Finding> findings = new ArrayList<>();
    for (Sentinel sentinel : Sentinel.ALL) {
      for (Pollution pollution : asked) {
        findings.addAll(check.run(sentinel, backend, pollution));
      }
    }
    String table = table(findings);
    Files.writeString(folder.resolve("inlining.txt"), table, StandardCharsets.UTF_8);
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.print(table);
    terminal.println("output of the forks: " + folder);
    terminal.flush();
    return findings.stream().allMatch(Finding::isAsExpected) ? 0 : 1;
  }

  private static Path usual(TargetJvm target) {
    return Home.folder()
        .resolve("benchmarks")
        .resolve("target")
        .resolve("inlining")
        .resolve("jdk-" + target.feature());
  }

  private static String table(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    text.append(
        row("operation", "backend", "pollution", "call", "expected", "receivers", "outcome"));
    for (Finding finding : findings) {
      boolean compiled = finding.call() != null;
      text.append(
          row(
              finding.sentinel().operation().label(),
              finding.backend(),
              finding.pollution().label(),
              finding.method(),
              Receivers.expected(finding.pollution()).label(),
              compiled ? finding.call().receivers().label() : "not compiled",
              (compiled ? finding.call().outcome() : "-")
                  + (finding.isAsExpected() ? "" : "  UNEXPECTED")));
    }
    return text.toString();
  }

  private static String row(Object... columns) {
    return String.format(Locale.ROOT, ROW, columns);
  }
}
