package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How many other backends have gone through the contract's calls in a JVM before one is measured
 * there.
 *
 * <p>HotSpot's type profile of a call has room for two receivers: a call that has seen one kind of
 * bitmap is inlined, one that has seen two is inlined twice behind a test, from the third on it is
 * a call through a table. A program with one backend has the first, one that opens images through
 * several the last.
 *
 * <p>The others are the first backends by name that compete, are not implemented in the measured
 * one's package or each other's, and can do what the operation needs.
 */
public enum Pollution {
  /** None: what a program with one backend has. */
  MONO("mono", 0),
  /** One. */
  BI("bi", 1),
  /** Two: with the measured one, a kind more than the type profile has room for. */
  MEGA("mega", 2);

  /** What the parameter of the JMH benchmarks is called. */
  public static final String PARAMETER = "pollution";

  /** Several times what HotSpot's compilers wait for before they compile a call. */
  private static final long STEPS = 50_000;

  /**
   * So long at most, where a step takes longer than a call: then its loops are what is compiled.
   */
  private static final long MOST_NANOS = 300_000_000;

  private static final int GRANULES = 4096;
  private static final int WRITES = 64;

  private final String label;
  private final int others;

  Pollution(String label, int others) {
    this.label = label;
    this.others = others;
  }

  /**
   * The name on the command line and in results.
   *
   * @return lower case
   */
  public String label() {
    return label;
  }

  /**
   * The pollution of a name.
   *
   * @param label as {@link #label()}
   * @return the pollution
   * @throws IllegalArgumentException naming the known ones
   */
  public static Pollution of(String label) {
    for (Pollution pollution : values()) {
      if (pollution.label.equals(label)) {
        return pollution;
      }
    }
    throw new IllegalArgumentException(
        "unknown pollution \""
            + label
            + "\", expected one of "
            + String.join(", ", Arrays.stream(values()).map(Pollution::label).toList()));
  }

  /**
   * Why a backend cannot be polluted here: too few others are on the class path.
   *
   * @param known the backends on the class path
   * @param measured the one to be measured
   * @param needs what the operation needs of a backend
   * @return a reason, or null if there is none
   */
  public String obstacle(Backends known, BitmapProvider measured, Set<Capability> needs) {
    int found = others(known, measured, needs).size();
    return found == others
        ? null
        : "pollution "
            + label
            + " needs "
            + others
            + (others == 1 ? " other backend" : " other backends")
            + " that can do it, found "
            + found;
  }

  private List<BitmapProvider> others(
      Backends known, BitmapProvider measured, Set<Capability> needs) {
    List<BitmapProvider> found = new ArrayList<>();
    Set<String> packages = new HashSet<>(Set.of(measured.getClass().getPackageName()));
    if (others > 0) {
      for (String name : known.withoutPeers()) {
        BitmapProvider other = known.require(name);
        if (found.size() < others
            && other.capabilities().containsAll(needs)
            && packages.add(other.getClass().getPackageName())) {
          found.add(other);
        }
      }
    }
    return found;
  }

  /**
   * Runs the passes of the other backends, and among them the measured one's, in turns on small
   * bitmaps, until the calls that they share have seen all of them about equally often: as in a
   * program that uses them all. Where there are several others, they come first, so that it is them
   * that the type profile has room for. Must come before anything else is done with the measured
   * one. With {@link #MONO} it does nothing, and creates no other provider.
   *
   * @param cell what is measured afterwards
   * @param needs what the operation needs of a backend
   * @param preparation makes the operation's pass
   * @throws IllegalStateException if there are too few other backends
   */
  public void apply(Cell cell, Set<Capability> needs, Function<Cell, Pass> preparation) {
    if (this == MONO) {
      return;
    }
    Backends known = Backends.load();
    String obstacle = obstacle(known, cell.provider(), needs);
    if (obstacle != null) {
      throw new IllegalStateException(obstacle);
    }
    Subject small = small(cell.granularity());
    List<Pass> passes = new ArrayList<>();
    try {
      for (BitmapProvider other : others(known, cell.provider(), needs)) {
        passes.add(preparation.apply(new Cell(other, small, cell.granularity(), Windows.DEFAULT)));
      }
      if (others > 1) {
        runInTurns(passes);
      }
      passes.add(
          preparation.apply(new Cell(cell.provider(), small, cell.granularity(), Windows.DEFAULT)));
      runInTurns(passes);
    } finally {
      passes.forEach(Pass::close);
    }
  }

  private static Subject small(Granularity granularity) {
    String spec =
        "uniform:size="
            + granularity.bytes() * GRANULES
            + ",operations="
            + WRITES
            + ",length="
            + granularity.bytes()
            + ",seed=1";
    try {
      return Subject.open(spec);
    } catch (IOException e) {
      throw new IllegalStateException("a generator reads no file, yet " + spec + " failed", e);
    }
  }

  private static void runInTurns(List<Pass> passes) {
    long end = System.nanoTime() + MOST_NANOS;
    for (long steps = 0; steps < STEPS && System.nanoTime() < end; ) {
      for (Pass pass : passes) {
        pass.run();
      }
      steps += passes.get(0).steps();
    }
  }
}
