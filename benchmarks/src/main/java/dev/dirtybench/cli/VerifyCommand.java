package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.benchmarks.run.CellArguments;
import dev.dirtybench.benchmarks.verify.Verifier;
import dev.dirtybench.spi.Backends;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a verifying JVM runs: the digests of one party, a line each. */
@Command(name = "verify", hidden = true)
final class VerifyCommand implements Callable<Integer> {
  @Option(names = "--windows")
  private String windows = Windows.DEFAULT.toString();

  @Option(names = "--pollution", split = ",")
  private List<String> pollutions = List.of(Pollution.MONO.label());

  @Parameters(index = "0")
  private String party;

  @Parameters(index = "1..*")
  private List<String> cells = List.of();

  @Override
  public Integer call() throws IOException {
    Verifier verifier =
        new Verifier(
            System.out, Windows.parse(windows), pollutions.stream().map(Pollution::of).toList());
    for (String argument : cells) {
      CellArguments cell = CellArguments.parse(argument);
      if (party.equals("oracle")) {
        verifier.oracle(cell.spec(), cell.granularity(), cell.operations());
      } else {
        verifier.backend(
            Backends.load().require(party), cell.spec(), cell.granularity(), cell.operations());
      }
    }
    return 0;
  }
}
