package dev.dirtybench.cli.qcow2;

import dev.dirtybench.benchmarks.image.RandomBits;
import dev.dirtybench.benchmarks.image.ScratchImage;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Merges two stored bitmaps here and by qemu-img, in turns, and compares the times. */
@Command(
    name = "race",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Times the merge of two bitmaps in an image here and by qemu-img.",
      "Both load, merge and store, as whole processes on copies of the same file. Each pair runs both, and which one is first",
      "alternates. Results are compared before any time is shown."
    },
    footer = {
      "",
      "Example:",
      "  dirtybench qcow2 race --size 256M --pairs 5",
      "",
      "Exit code 0: both merged alike; 1: a program failed or results differ; 2: the call was"
          + " wrong or qemu-img is missing."
    })
final class RaceCommand implements Callable<Integer> {
  private static final String BACKEND = "hbitmap";
  private static final String TARGET = "first";
  private static final String SOURCE = "second";

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "bytes of each bitmap's bits, a power of two up to 512M; default: 256M")
  private String size = "256M";

  @Option(
      names = "--density",
      paramLabel = "SHARE",
      description = "share of the bits that are set, 0 to 1; default: 0.5")
  private double density = 0.5;

  @Option(names = "--pairs", paramLabel = "N", description = "runs of each; default: 5")
  private int pairs = 5;

  @Option(names = "--seed", paramLabel = "N", description = "of the random bits; default: 1")
  private long seed = 1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long bytes = Granularity.parse(size).bytes();
    if (bytes < Long.BYTES || bytes > 512L << 20) {
      throw wrongCall("--size must be 8 bytes to 512M, got " + size);
    }
    if (pairs < 1) {
      throw wrongCall("--pairs must be 1 or more, got " + pairs);
    }
    Optional<Racer> qemu = Racer.qemuImg();
    if (qemu.isEmpty()) {
      throw wrongCall(
          "qemu-img is not on the PATH; install it, on Debian and Ubuntu with: apt-get install"
              + " qemu-utils");
    }
    PrintWriter out = spec.commandLine().getOut();
    long diskSize = bytes * Byte.SIZE * Granularity.DEFAULT.bytes();
    try (ScratchImage image = ScratchImage.create(diskSize)) {
      BitmapProvider backend = Backends.load().require(BACKEND);
      image.add(TARGET, Granularity.DEFAULT, backend, new RandomBits(density, seed)::fill);
      image.add(SOURCE, Granularity.DEFAULT, backend, new RandomBits(density, seed + 1)::fill);
      race(new RaceTrack(image.path(), TARGET, SOURCE, backend), Racer.ours(), qemu.get(), out);
    }
    out.flush();
    return 0;
  }

  private void race(RaceTrack track, Racer ours, Racer qemu, PrintWriter out)
      throws IOException, InterruptedException {
    out.println("here:     " + ours.line(TARGET, SOURCE));
    out.println("qemu-img: " + qemu.line(TARGET, SOURCE));
    String digest = track.digest(ours);
    String other = track.digest(qemu);
    if (!digest.equals(other)) {
      throw new IOException(
          "the merged bitmaps differ: sha256 " + digest + " here, " + other + " by qemu-img");
    }
    out.println("both merged alike, sha256 " + digest);
    out.flush();
    List<Double> oursMillis = new ArrayList<>();
    List<Double> qemuMillis = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      double mine;
      double theirs;
      if (pair % 2 == 0) {
        mine = track.millis(ours);
        theirs = track.millis(qemu);
      } else {
        theirs = track.millis(qemu);
        mine = track.millis(ours);
      }
      oursMillis.add(mine);
      qemuMillis.add(theirs);
      ratios.add(mine / theirs);
      out.println(
          String.format(
              Locale.ROOT,
              "pair %d: here %.0f ms, qemu-img %.0f ms, ratio %.2f",
              pair + 1,
              mine,
              theirs,
              mine / theirs));
      out.flush();
    }
    out.println(
        String.format(
            Locale.ROOT,
            "median: here %.0f ms, qemu-img %.0f ms; ratio of a pair %.2f (%.2f to %.2f)",
            median(oursMillis),
            median(qemuMillis),
            median(ratios),
            ratios.stream().min(Double::compare).orElseThrow(),
            ratios.stream().max(Double::compare).orElseThrow()));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private ParameterException wrongCall(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
