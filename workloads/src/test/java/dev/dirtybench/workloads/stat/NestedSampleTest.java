package dev.dirtybench.workloads.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NestedSampleTest {
  private static final long NUMBERS = 1 << 14;

  @Test
  void exactlyOneNumberOfEachGroupIsInTheSample() {
    for (int level = 0; level <= 8; level++) {
      for (long group = 0; group < NUMBERS >> level; group++) {
        long in = 0;
        for (long number = group << level; number < group + 1 << level; number++) {
          if (NestedSample.contains(number, level)) {
            assertEquals(number, NestedSample.ofGroup(group, level));
            in++;
          }
        }
        assertEquals(1, in, "level " + level + " group " + group);
      }
    }
  }

  @Test
  void theSampleOfALevelIsAPartOfTheOneBelow() {
    for (long number = 0; number < NUMBERS; number++) {
      for (int level = 1; level <= 10; level++) {
        if (NestedSample.contains(number, level)) {
          assertTrue(NestedSample.contains(number, level - 1), number + " at " + level);
        }
      }
    }
  }

  @Test
  void everyPlaceOfAGroupIsDrawnAboutAsOften() {
    int level = 4;
    int[] drawn = new int[1 << level];
    int groups = 1 << 14;
    for (long group = 0; group < groups; group++) {
      drawn[(int) (NestedSample.ofGroup(group, level) - (group << level))]++;
    }
    double expected = groups / 16.0;
    for (int count : drawn) {
      assertEquals(expected, count, 6 * Math.sqrt(expected));
    }
  }
}
