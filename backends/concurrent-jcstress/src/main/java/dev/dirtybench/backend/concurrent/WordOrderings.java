package dev.dirtybench.backend.concurrent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What happens in one word. */
public final class WordOrderings {
  private WordOrderings() {}

  /** Two threads mark two bits of one word. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both marks are there")
  @Outcome(expect = FORBIDDEN, desc = "a mark is lost")
  @State
  public static class MarksOfOneWord {
    private final ConcurrentBitmap bitmap = Subject.clean();

    /** Marks one. */
    @Actor
    public void one() {
      bitmap.setDirty(Subject.BIT, 1);
    }

    /** Marks the other. */
    @Actor
    public void other() {
      bitmap.setDirty(Subject.NEIGHBOUR, 1);
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Subject.isSet(bitmap, Subject.BIT);
      result.r2 = Subject.isSet(bitmap, Subject.NEIGHBOUR);
    }
  }

  /** One thread marks a bit, another one clears its neighbour. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "marked and cleared")
  @Outcome(expect = FORBIDDEN, desc = "one undid the other")
  @State
  public static class MarkBesideAClear {
    private final ConcurrentBitmap bitmap = Subject.dirty(Subject.NEIGHBOUR);

    /** Marks. */
    @Actor
    public void mark() {
      bitmap.setDirty(Subject.BIT, 1);
    }

    /** Clears. */
    @Actor
    public void clear() {
      bitmap.clearDirty(Subject.NEIGHBOUR, 1);
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Subject.found(bitmap, Subject.BIT);
      result.r2 = Subject.isSet(bitmap, Subject.NEIGHBOUR);
    }
  }

  /** One thread marks a bit, another one a range of whole words round it. */
  @JCStressTest
  @Outcome(id = "1, 320", expect = ACCEPTABLE, desc = "all is marked")
  @Outcome(expect = FORBIDDEN, desc = "a mark is lost")
  @State
  public static class MarkInsideARange {
    private final ConcurrentBitmap bitmap = Subject.clean();

    /** Marks one bit. */
    @Actor
    public void one() {
      bitmap.setDirty(Subject.BIT, 1);
    }

    /** Marks the range. */
    @Actor
    public void range() {
      bitmap.setDirty(Subject.RANGE, Subject.RANGE_BITS);
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Subject.isSet(bitmap, Subject.BIT);
      result.r2 = Subject.count(bitmap);
    }
  }
}
