package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.footprint.Scales;
import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.run.CellArguments;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a weighing JVM runs: the weights of one backend's bitmaps, a line each. */
@Command(name = "footprint", hidden = true)
final class FootprintCommand implements Callable<Integer> {
  @Parameters(index = "0")
  private String backend;

  @Parameters(index = "1..*")
  private List<String> cells = List.of();

  @Override
  public Integer call() throws IOException {
    Scales scales = new Scales(System.out);
    for (String argument : cells) {
      CellArguments cell = CellArguments.parse(argument);
      scales.weigh(Cell.open(backend, cell.spec(), cell.granularity().toString()), cell.spec());
    }
    return 0;
  }
}
