package dev.dirtybench.cli.qcow2;

import dev.dirtybench.benchmarks.image.FloorComparison;
import dev.dirtybench.benchmarks.image.FloorComparison.Outcome;
import dev.dirtybench.benchmarks.image.FloorComparison.Turn;
import dev.dirtybench.benchmarks.image.RandomBits;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads and stores bitmaps, in turns with what the file system alone needs for the same bytes. */
@Command(
    name = "floors",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Loads and stores bitmaps of random bits, in turns with reading the same bytes from the page",
      "cache into one direct buffer and writing them with the same flushes. Shows medians in",
      "milliseconds and the speed as a share of the floor's."
    },
    footer = {"", "Example:", "  dirtybench qcow2 floors --bitmap-size 64M --density 0.5"})
final class FloorsCommand implements Callable<Integer> {
  private static final long MAX_BYTES = 1L << 30;

  @Option(
      names = "--bitmap-size",
      split = ",",
      paramLabel = "SIZE",
      description = "bytes of the bits, a multiple of 8 up to 1G; default: 2M,64M,512M")
  private List<String> sizes = List.of("2M", "64M", "512M");

  @Option(
      names = "--density",
      split = ",",
      paramLabel = "SHARE",
      description = "share of the bits that are set, 0 to 1; default: 0.01,0.5")
  private List<Double> densities = List.of(0.01, 0.5);

  @Option(names = "--backend", paramLabel = "NAME", description = "default: hbitmap")
  private String backend = "hbitmap";

  @Option(names = "--turns", paramLabel = "N", description = "of each side, from 3; default: 15")
  private int turns = 15;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    BitmapProvider provider = Backends.load().require(backend);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%-6s %7s %10s %10s %6s %10s %10s %6s%n",
        "size",
        "density",
        "load ms",
        "read ms",
        "ratio",
        "store ms",
        "write ms",
        "ratio");
    for (String size : sizes) {
      for (double density : densities) {
        FloorComparison comparison =
            new FloorComparison(provider, bytes(size), new RandomBits(density, 1), turns);
        out.printf("%-6s %7s", size, density);
        print(out, comparison.load());
        print(out, comparison.store());
        out.println();
      }
    }
    out.flush();
    return 0;
  }

  private static long bytes(String size) {
    long bytes = DiskSize.parse(size);
    if (bytes < Long.BYTES || bytes % Long.BYTES != 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "--bitmap-size must be a multiple of 8 bytes up to 1G, got " + size);
    }
    return bytes;
  }

  private static void print(PrintWriter out, Outcome outcome) {
    out.printf(
        Locale.ROOT,
        " %10.3f %10.3f %6.2f",
        outcome.median(Turn::workMillis),
        outcome.median(Turn::floorMillis),
        outcome.median(Turn::ratio));
    out.flush();
  }
}
