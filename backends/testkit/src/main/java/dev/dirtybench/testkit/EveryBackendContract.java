package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every backend on the class path against every other: merging and exchanging serialised forms.
 *
 * <p>A backend's own module sees itself and the testkit's reference only. A module that has several
 * backends on its class path extends this class, with an empty body.
 */
public abstract class EveryBackendContract {
  /** For a module with several backends on its class path. */
  protected EveryBackendContract() {}

  /** The parts of the contract in which two backends meet. */
  private record Meeting(BitmapProvider backend, long largestBitCount)
      implements MergeContract, SerializeContract, RandomOperationsContract, RefusalContract {}

  /**
   * The tests, a container for every backend.
   *
   * @return one container or more
   */
  @TestFactory
  protected final Stream<DynamicContainer> everyBackendGetsOnWithEveryOther() {
    Backends backends = Backends.load();
    assertFalse(backends.available().isEmpty(), "there must be a backend on the class path");
    return backends.keepers().stream()
        .map(name -> dynamicContainer(name, tests(backends.require(name))));
  }

  private static Stream<DynamicTest> tests(BitmapProvider backend) {
    Meeting meeting = new Meeting(backend, 1L << 20);
    return Stream.of(
        dynamicTest(
            "bitmaps of every backend merge into this one",
            meeting::bitmapsOfEveryBackendMergeIntoThisOne),
        dynamicTest("a finer bitmap is rounded outward", meeting::aFinerBitmapIsRoundedOutward),
        dynamicTest(
            "a coarser bitmap marks all of its granules",
            meeting::aCoarserBitmapMarksAllOfItsGranules),
        dynamicTest("compacted bitmaps merge", meeting::compactedBitmapsMerge),
        dynamicTest("empty disks merge", meeting::emptyDisksMerge),
        dynamicTest(
            "merging a disk of another size is refused",
            meeting::mergingADiskOfAnotherSizeIsRefused),
        dynamicTest(
            "every backend reads what every other wrote",
            meeting::everyBackendReadsWhatEveryOtherWrote),
        dynamicTest(
            "random operations agree with the oracle",
            () -> meeting.randomOperationsOnSmallBitmapsAgreeWithTheOracle(0.1)));
  }
}
