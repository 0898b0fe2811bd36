package dev.dirtybench.backend.concurrent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a move of the dirt takes, and what it leaves for the next. */
public final class SnapshotOrderings {
  private SnapshotOrderings() {}

  /** A new mark while dirt is moved. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "moved")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "left for the next move")
  @Outcome(expect = FORBIDDEN, desc = "lost, or there twice")
  @State
  public static class MarkBesideAMove {
    private final ConcurrentBitmap bitmap = Subject.stale();
    private final ConcurrentBitmap target = Subject.clean();

    /** Marks. */
    @Actor
    public void mark() {
      bitmap.setDirty(Subject.BIT, 1);
    }

    /** Moves. */
    @Actor
    public void move() {
      bitmap.moveDirtTo(target);
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Subject.found(target, Subject.BIT);
      result.r2 = Subject.found(bitmap, Subject.BIT);
    }
  }

  /** A new mark of whole words, which are stored and not exchanged, while dirt is moved. */
  @JCStressTest
  @Outcome(id = "320", expect = ACCEPTABLE, desc = "each bit is moved or left")
  @Outcome(expect = FORBIDDEN, desc = "bits are lost, or there twice")
  @State
  public static class RangeBesideAMove {
    private final ConcurrentBitmap bitmap = Subject.stale();
    private final ConcurrentBitmap target = Subject.clean();

    /** Marks. */
    @Actor
    public void mark() {
      bitmap.setDirty(Subject.RANGE, Subject.RANGE_BITS);
    }

    /** Moves. */
    @Actor
    public void move() {
      bitmap.moveDirtTo(target);
    }

    /** Looks. */
    @Arbiter
    public void look(I_Result result) {
      result.r1 = Subject.count(target) + Subject.count(bitmap);
    }
  }

  /** A mark of a bit that is set already, while dirt is moved. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "both marks are moved")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the second is left for the next move")
  @Outcome(expect = FORBIDDEN, desc = "a mark is lost")
  @State
  public static class SecondMarkBesideAMove {
    private final ConcurrentBitmap bitmap = Subject.dirty(Subject.BIT);
    private final ConcurrentBitmap target = Subject.clean();

    /** Marks. */
    @Actor
    public void mark() {
      bitmap.setDirty(Subject.BIT, 1);
    }

    /** Moves. */
    @Actor
    public void move() {
      bitmap.moveDirtTo(target);
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Subject.found(target, Subject.BIT);
      result.r2 = Subject.isSet(bitmap, Subject.BIT) + 2 * Subject.found(bitmap, Subject.BIT);
      result.r2 = result.r2 == 3 ? 1 : result.r2 == 0 ? 0 : -1;
    }
  }

  /** Two threads mark one bit, and one of them moves the dirt as soon as its mark is complete. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "both marks are moved")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the other mark is left")
  @Outcome(expect = FORBIDDEN, desc = "the mark before the move is not in it")
  @State
  public static class MoveAfterASecondMark {
    private final ConcurrentBitmap bitmap = Subject.clean();
    private final ConcurrentBitmap target = Subject.clean();

    /** Marks. */
    @Actor
    public void mark() {
      bitmap.setDirty(Subject.BIT, 1);
    }

    /** Marks and moves. */
    @Actor
    public void markAndMove() {
      bitmap.setDirty(Subject.BIT, 1);
      bitmap.moveDirtTo(target);
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Subject.found(target, Subject.BIT);
      result.r2 = Subject.found(bitmap, Subject.BIT);
    }
  }

  /** A thread marks and then says so; another one that has heard it moves. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not yet marked")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "moved before it was said")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "said and moved")
  @Outcome(expect = FORBIDDEN, desc = "a mark before the move is not in it")
  @State
  public static class MoveAfterAMark {
    private final ConcurrentBitmap bitmap = Subject.stale();
    private final ConcurrentBitmap target = Subject.clean();
    private volatile int said;

    /** Marks. */
    @Actor
    public void mark() {
      bitmap.setDirty(Subject.BIT, 1);
      said = 1;
    }

    /** Moves. */
    @Actor
    public void move(II_Result result) {
      result.r1 = said;
      bitmap.moveDirtTo(target);
      result.r2 = Subject.found(target, Subject.BIT);
    }
  }

  /** Two moves at once. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the first has it")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the second has it")
  @Outcome(expect = FORBIDDEN, desc = "lost, or there twice")
  @State
  public static class TwoMoves {
    private final ConcurrentBitmap bitmap = Subject.dirty(Subject.BIT);
    private final ConcurrentBitmap first = Subject.clean();
    private final ConcurrentBitmap second = Subject.clean();

    /** Moves. */
    @Actor
    public void one() {
      bitmap.moveDirtTo(first);
    }

    /** Moves. */
    @Actor
    public void other() {
      bitmap.moveDirtTo(second);
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Subject.found(first, Subject.BIT);
      result.r2 = Subject.found(second, Subject.BIT);
    }
  }

  /** Memory that is changed before a mark that finds its bit set, with the fence that takes. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the old content, and dirt for the next")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the new content")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the new content, and dirt for the next")
  @Outcome(expect = FORBIDDEN, desc = "a change is neither seen nor marked")
  @State
  public static class MemoryWithAFence {
    private final ConcurrentBitmap bitmap = Subject.dirty(Subject.BIT);
    private final ConcurrentBitmap target = Subject.clean();
    private int content;

    /** Changes and marks. */
    @Actor
    public void change() {
      content = 1;
      VarHandle.fullFence();
      bitmap.setDirty(Subject.BIT, 1);
    }

    /** Moves and reads. */
    @Actor
    public void backup(II_Result result) {
      bitmap.moveDirtTo(target);
      result.r1 = content;
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r2 = Subject.found(bitmap, Subject.BIT);
    }
  }

  /** The same without: a mark does not order ordinary memory. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the old content, and dirt for the next")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the new content")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the new content, and dirt for the next")
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "why the fence is needed")
  @State
  public static class MemoryWithoutAFence {
    private final ConcurrentBitmap bitmap = Subject.dirty(Subject.BIT);
    private final ConcurrentBitmap target = Subject.clean();
    private int content;

    /** Changes and marks. */
    @Actor
    public void change() {
      content = 1;
      bitmap.setDirty(Subject.BIT, 1);
    }

    /** Moves and reads. */
    @Actor
    public void backup(II_Result result) {
      bitmap.moveDirtTo(target);
      result.r1 = content;
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
      result.r2 = Subject.found(bitmap, Subject.BIT);
    }
  }
}
