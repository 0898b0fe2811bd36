package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.SlowedPass;
import dev.dirtybench.spi.Capability;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks share: the parameters that name a cell, and a pass that is prepared once a
 * fork. Each fork loads one backend and one kind of pass, so that the calls between them have one
 * target and the JIT can inline them, unless pollution is asked for. Nothing of the verifier's runs
 * here.
 *
 * <p>The scores are times of a whole pass; {@link Pass#steps()} says how many steps that is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-XX:+UseSerialGC",
      "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
      "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
      "--add-opens=java.base/java.nio=ALL-UNNAMED",
      "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
      "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
      "-Dchronicle.analytics.disable=true",
      "-Dchronicle.announcer.disable=true"
    })
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class TraceBenchmark {
  /** Name of the backend. */
  @Param("hbitmap")
  public String backend;

  /** A bundled trace, a file, a generator or random bits. */
  @Param("sparse-1e-4")
  public String trace;

  /** Bytes per bit. */
  @Param("64K")
  public String granularity;

  /** How many other backends use the same calls before, as {@link Pollution} names it. */
  @Param("mono")
  public String pollution;

  /** What is measured. */
  protected Pass pass;

  /** For the operations. */
  protected TraceBenchmark() {}

  /**
   * Prepares the operation.
   *
   * @param cell the subject
   * @return the pass to measure
   */
  protected abstract Pass prepare(Cell cell);

  /**
   * What a backend must state to take part.
   *
   * @return nothing, for most operations
   */
  protected Set<Capability> needs() {
    return Set.of();
  }

  /**
   * Decodes the trace, lets others pollute the type profile and prepares the pass. The system
   * property {@code dirtybench.slowdown} makes it slower by a share, for the gate's test of itself.
   *
   * @throws IOException if the trace cannot be read
   */
  @Setup(Level.Trial)
  public void open() throws IOException {
    Cell cell = Cell.open(backend, trace, granularity);
    Pollution.of(pollution).apply(cell, needs(), this::prepare);
    Pass plain = prepare(cell);
    double slowdown = Double.parseDouble(System.getProperty("dirtybench.slowdown", "0"));
    pass = slowdown > 0 ? new SlowedPass(plain, slowdown) : plain;
  }

  /** Frees the pass. */
  @TearDown(Level.Trial)
  public void close() {
    pass.close();
  }
}
