package dev.dirtybench.benchmarks.verify;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Runs passes, or the oracle, and prints a {@link Judgement} for each. */
public final class Verifier {
  private final PrintStream out;
  private final Windows windows;
  private final List<Pollution> pollutions;

  /**
   * A verifier that prints its judgements.
   *
   * @param out takes the lines
   * @param windows the intervals between backups, for {@code cycle}
   */
  public Verifier(PrintStream out, Windows windows) {
    this(out, windows, List.of(Pollution.MONO));
  }

  /**
   * A verifier of passes that others have gone before.
   *
   * @param out takes the lines
   * @param windows the intervals between backups, for {@code cycle}
   * @param pollutions each of them precedes a pass of its own; their results must be the same
   */
  public Verifier(PrintStream out, Windows windows, List<Pollution> pollutions) {
    this.out = out;
    this.windows = windows;
    this.pollutions = List.copyOf(pollutions);
  }

  /**
   * Judges what the oracle computes.
   *
   * @param spec the subject, as {@link Subject#open} takes it
   * @param granularity bytes per bit
   * @param operations which results
   * @throws IOException if the trace cannot be read
   */
  public void oracle(String spec, Granularity granularity, List<Operation> operations)
      throws IOException {
    Expected expected = new Expected(Subject.open(spec), granularity, windows);
    for (Operation operation : operations) {
      ResultDigest digest = new ResultDigest();
      expected.result(operation, digest);
      say(operation, spec, granularity, digest.hex(), null);
    }
  }

  /**
   * Judges what a backend computes; one that keeps nothing by the calls that it got. A pass that
   * throws is judged by its message, and the next one goes on.
   *
   * @param provider the backend
   * @param spec the subject, as {@link Subject#open} takes it
   * @param granularity bytes per bit
   * @param operations which passes
   * @throws IOException if the trace cannot be read
   */
  public void backend(
      BitmapProvider provider, String spec, Granularity granularity, List<Operation> operations)
      throws IOException {
    Cell cell = new Cell(provider, Subject.open(spec), granularity, windows);
    for (Operation operation : operations) {
      try {
        say(operation, spec, granularity, polluted(operation, cell), null);
      } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
        say(operation, spec, granularity, null, e.toString());
      }
    }
  }

  private String polluted(Operation operation, Cell cell) {
    boolean keeps = !cell.provider().capabilities().contains(Capability.KEEPS_NOTHING);
    Backends known = Backends.load();
    String digest = null;
    for (Pollution pollution : pollutions) {
      if (pollution.obstacle(known, cell.provider(), operation.needs()) != null) {
        continue; // the plan skips that cell
      }
      pollution.apply(cell, operation.needs(), operation::prepare);
      String found = keeps ? digest(operation, cell) : FloorCheck.digest(operation, cell);
      if (digest != null && !digest.equals(found)) {
        throw new IllegalStateException(
            "pollution "
                + pollution.label()
                + " changes its digest from "
                + digest
                + " to "
                + found);
      }
      digest = found;
    }
    return digest;
  }

  /** The second pass must leave what the first one left: both run before the result is taken. */
  private static String digest(Operation operation, Cell cell) {
    try (Pass pass = operation.prepare(cell)) {
      pass.run();
      pass.run();
      ResultDigest digest = new ResultDigest();
      pass.result(digest);
      return digest.hex();
    }
  }

  private void say(
      Operation operation, String spec, Granularity granularity, String digest, String error) {
    out.println(
        new Judgement(operation.label(), spec, granularity.toString(), digest, error).toLine());
  }
}
