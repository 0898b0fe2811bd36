package dev.dirtybench.testkit;

import dev.dirtybench.spi.Granularity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random sequences of operations at every density and size, judged by the oracle. */
interface RandomOperationsContract extends ContractPart {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 0.9, 0.99, 1})
  default void randomOperationsOnSmallBitmapsAgreeWithTheOracle(double density) {
    for (long bits : new long[] {1, 2, 63, 64, 65, 127, 1000, L2 - 1, L2, L2 + 1, 10_007}) {
      for (int granularityBits : new int[] {0, 1, 9, 16}) {
        for (int round = 0; round < 3; round++) {
          new RandomSequence(backend(), bits, new Granularity(granularityBits), density, round)
              .run(25);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 0.9, 0.99, 1})
  default void randomOperationsOnLargeBitmapsAgreeWithTheOracle(double density) {
    for (long bits : new long[] {L3 - 1, L3, L3 + 1}) {
      new RandomSequence(backend(), bits, new Granularity(16), density, 0).run(20);
    }
  }
}
