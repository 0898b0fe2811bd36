package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.dirtybench.spi.BitmapProvider;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs contract tests on bitmaps that have one fault each: each test must find its fault. */
class BrokenBitmapsTest {
  /** The contract of whatever bitmap is set; nested, so that a build does not run it by itself. */
  static final class Contract extends BitmapContract {
    private static BitmapProvider provider;

    @Override
    protected BitmapProvider provider() {
      return provider;
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(Fault.SETS_ONE_BIT_LESS, "aSetMayCrossOneWordBorder"),
        Arguments.of(Fault.SETS_IN_INT, "bitsAboveTwoToThe32AreKept"),
        Arguments.of(Fault.CLEARS_ONE_BIT_MORE, "clearingInsideASetRangeKeepsBothSides"),
        Arguments.of(
            Fault.CLEARS_ALL_BUT_THE_FIRST_WORD, "clearAllForgetsEverySetAndTheBitmapStaysUsable"),
        Arguments.of(
            Fault.SEARCHES_PAST_THE_END, "theNextDirtyAndCleanByteAreFoundInEveryRange(int)"),
        Arguments.of(Fault.SEES_NO_CLEAN_BIT, "aDirtyStatusReachesToItsEndWithinTheRange"),
        Arguments.of(Fault.KEEPS_WHAT_WAS_CUT_OFF, "whatWasCutOffDoesNotComeBack"),
        Arguments.of(Fault.KEEPS_GHOST_BITS, "ghostBitsAreDropped"),
        Arguments.of(Fault.LOSES_BITS_WHEN_COMPACTED, "compactingKeepsTheContent"),
        Arguments.of(Fault.EMPTIES_WHAT_IT_MERGES, "compactedBitmapsMerge"),
        Arguments.of(Fault.SHARES_WHAT_IT_MERGES, "mergedBitmapsStayIndependent"),
        Arguments.of(Fault.COPIES_INTO_DIRTY_ARRAYS, "wordsAreCopiedToTheirPlaceAndNothingBeside"),
        Arguments.of(Fault.SCANS_WORD_BY_WORD, "aScanDeliversMaximalRunsOfNonZeroWords(int)"),
        Arguments.of(Fault.CHANGES_THE_BYTE_ORDER, serialising()),
        Arguments.of(Fault.KEEPS_THE_POSITION, serialising()),
        Arguments.of(Fault.WRITES_PAST_ITS_BYTES, serialising()),
        Arguments.of(Fault.WRITES_BIG_ENDIAN, "bitKStandsInByteKDividedByEightLowestBitFirst"),
        Arguments.of(Fault.HOLDS_MEMORY_AFTER_CLOSE, "aClosedBitmapHoldsNoMemory"),
        Arguments.of(Fault.HIDES_ITS_MEMORY, "theCapabilityTellsWhetherMemoryIsOutsideTheHeap"));
  }

  private static String serialising() {
    return "serialisingWritesItsBytesOnlyAndAdvancesThePosition("
        + BufferKind.class.getName()
        + ")";
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theContractFindsTheFault(Fault fault, String test) {
    TestExecutionSummary summary = run(fault.provider(), test);
    assertTrue(summary.getTestsFoundCount() > 0, "tests found");
    assertTrue(summary.getTestsFailedCount() > 0, () -> test + " must fail for " + fault);
  }

  @Test
  void randomSequencesFindEveryFaultOfMarkingAndNameTheSeed() {
    List<Fault> faults =
        List.of(Fault.SETS_ONE_BIT_LESS, Fault.CLEARS_ONE_BIT_MORE, Fault.KEEPS_GHOST_BITS);
    for (Fault fault : faults) {
      TestExecutionSummary summary =
          run(fault.provider(), "randomOperationsOnSmallBitmapsAgreeWithTheOracle(double)");
      assertTrue(summary.getTestsFailedCount() > 0, fault::name);
      String message = summary.getFailures().get(0).getException().getMessage();
      assertTrue(message.contains("-Ddirtybench.seed=" + RandomBits.seed()), message);
      assertTrue(message.contains("after [fill"), message);
    }
  }

  private static TestExecutionSummary run(BitmapProvider provider, String test) {
    Contract.provider = provider;
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            request().selectors(selectMethod(Contract.class.getName() + "#" + test)).build(),
            listener);
    return listener.getSummary();
  }
}
