package dev.dirtybench.benchmarks.verify;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Runs passes, or the oracle, and prints a {@link Judgement} for each. */
public final class Verifier {
  private final PrintStream out;

  /**
   * A verifier that prints its judgements.
   *
   * @param out takes the lines
   */
  public Verifier(PrintStream out) {
    this.out = out;
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
    Expected expected = new Expected(Subject.open(spec), granularity);
    for (Operation operation : operations) {
      ResultDigest digest = new ResultDigest();
      expected.result(operation, digest);
      say(operation, spec, granularity, digest.hex(), null);
    }
  }

  /**
   * Judges what a backend computes. A pass that throws is judged by its message, and the next one
   * goes on.
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
    Cell cell = new Cell(provider, Subject.open(spec), granularity);
    for (Operation operation : operations) {
      try {
        say(operation, spec, granularity, digest(operation, cell), null);
      } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
        say(operation, spec, granularity, null, e.toString());
      }
    }
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
