package dev.dirtybench.backend.concurrent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What a search through the summary finds. */
public final class SummaryOrderings {
  private SummaryOrderings() {}

  /** Two threads mark one bit, and each searches as soon as its mark is complete. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each finds its mark")
  @Outcome(expect = FORBIDDEN, desc = "a complete mark is out of reach")
  @State
  public static class SecondMarkOfABit {
    private final ConcurrentBitmap bitmap = Subject.clean();

    /** Marks and searches. */
    @Actor
    public void one(II_Result result) {
      bitmap.setDirty(Subject.BIT, 1);
      result.r1 = Subject.found(bitmap);
    }

    /** Marks and searches. */
    @Actor
    public void other(II_Result result) {
      bitmap.setDirty(Subject.BIT, 1);
      result.r2 = Subject.found(bitmap);
    }
  }

  /** The same with two bits of one word: one of the marks finds the word non-zero. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each finds its mark or the other")
  @Outcome(expect = FORBIDDEN, desc = "a complete mark is out of reach")
  @State
  public static class SecondMarkOfAWord {
    private final ConcurrentBitmap bitmap = Subject.clean();

    /** Marks and searches. */
    @Actor
    public void one(II_Result result) {
      bitmap.setDirty(Subject.BIT, 1);
      result.r1 = Subject.found(bitmap);
    }

    /** Marks and searches. */
    @Actor
    public void other(II_Result result) {
      bitmap.setDirty(Subject.NEIGHBOUR, 1);
      result.r2 = Subject.found(bitmap);
    }
  }

  /** The same with two words of one block: one of the marks finds the block non-zero. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each finds its mark or the other")
  @Outcome(expect = FORBIDDEN, desc = "a complete mark is out of reach")
  @State
  public static class SecondMarkOfABlock {
    private final ConcurrentBitmap bitmap = Subject.clean();

    /** Marks and searches. */
    @Actor
    public void one(II_Result result) {
      bitmap.setDirty(Subject.BIT, 1);
      result.r1 = Subject.found(bitmap);
    }

    /** Marks and searches. */
    @Actor
    public void other(II_Result result) {
      bitmap.setDirty(Subject.NEXT_WORD, 1);
      result.r2 = Subject.found(bitmap);
    }
  }

  /** A thread marks and then says so; another one that has heard it searches. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not yet marked")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "found before it was said")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "said and found")
  @Outcome(expect = FORBIDDEN, desc = "a complete mark is out of reach")
  @State
  public static class SearchAfterAMark {
    private final ConcurrentBitmap bitmap = Subject.clean();
    private volatile int said;

    /** Marks. */
    @Actor
    public void mark() {
      bitmap.setDirty(Subject.BIT, 1);
      said = 1;
    }

    /** Searches. */
    @Actor
    public void search(II_Result result) {
      result.r1 = said;
      result.r2 = Subject.found(bitmap);
    }
  }

  /** A mark while everything is cleared. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "marked, then cleared")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "cleared, then marked")
  @Outcome(expect = FORBIDDEN, desc = "a mark is out of reach")
  @State
  public static class MarkBesideAClearOfAll {
    private final ConcurrentBitmap bitmap = Subject.dirty(Subject.NEIGHBOUR);

    /** Marks. */
    @Actor
    public void mark() {
      bitmap.setDirty(Subject.BIT, 1);
    }

    /** Clears. */
    @Actor
    public void clear() {
      bitmap.clearAll();
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Subject.isSet(bitmap, Subject.BIT);
      result.r2 = Subject.found(bitmap, Subject.BIT);
    }
  }

  /** A mark while whole words round it are cleared. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "marked, then cleared")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "cleared, then marked")
  @Outcome(expect = FORBIDDEN, desc = "a mark is out of reach")
  @State
  public static class MarkBesideAClearOfWords {
    private final ConcurrentBitmap bitmap = Subject.dirty(Subject.NEIGHBOUR);

    /** Marks. */
    @Actor
    public void mark() {
      bitmap.setDirty(Subject.BIT, 1);
    }

    /** Clears. */
    @Actor
    public void clear() {
      bitmap.clearDirty(Subject.RANGE, Subject.RANGE_BITS);
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Subject.isSet(bitmap, Subject.BIT);
      result.r2 = Subject.found(bitmap, Subject.BIT);
    }
  }
}
