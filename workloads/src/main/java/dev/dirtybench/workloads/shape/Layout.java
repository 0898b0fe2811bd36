package dev.dirtybench.workloads.shape;

import dev.dirtybench.workloads.generate.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where a synthetic trace writes: extents as long as those of its model, at 4 KiB and at 64 KiB, in
 * another order and with the gaps in another order.
 *
 * <p>Granules of 4 KiB. Places are counted along the extents, one after another without the gaps.
 */
final class Layout {
  /** log2 of the granules of 4 KiB in one of 64 KiB. */
  private static final int COARSE_BITS = 4;

  private final long[] firsts;
  private final int[] bases;

  private Layout(long[] firsts, int[] bases) {
    this.firsts = firsts;
    this.bases = bases;
  }

  /** Collects the extents of the model, in their order. */
  static final class Model {
    private final List<Group> groups = new ArrayList<>();
    private final List<Long> gaps = new ArrayList<>();
    private long end;

    /** One extent; those that are one at 64 KiB form a group. */
    void extent(long first, long count) {
      long coarse = first >> COARSE_BITS;
      long coarseEnd = end + (1 << COARSE_BITS) - 1 >> COARSE_BITS;
      if (groups.isEmpty() || coarse > coarseEnd) {
        if (!groups.isEmpty()) {
          gaps.add(coarse - coarseEnd);
        }
        groups.add(new Group((int) (first & (1 << COARSE_BITS) - 1)));
      } else {
        groups.get(groups.size() - 1).gaps.add(first - end);
      }
      groups.get(groups.size() - 1).extents.add(count);
      end = first + count;
    }

    /** A layout on a disk of some granules. */
    Layout shuffled(long diskGranules, SplitMix64 random) {
      shuffle(groups, random);
      shuffle(gaps, random);
      long used = 0;
      for (Group group : groups) {
        used += group.coarseLength();
      }
      for (long gap : gaps) {
        used += gap;
      }
      long coarse = random.below(Math.max(1, (diskGranules >> COARSE_BITS) - used + 1));
      List<Long> firsts = new ArrayList<>();
      List<Integer> bases = new ArrayList<>(List.of(0));
      for (int i = 0; i < groups.size(); i++) {
        Group group = groups.get(i);
        shuffle(group.extents, random);
        shuffle(group.gaps, random);
        long at = (coarse << COARSE_BITS) + group.lead;
        for (int j = 0; j < group.extents.size(); j++) {
          firsts.add(at);
          bases.add(bases.get(bases.size() - 1) + Math.toIntExact(group.extents.get(j)));
          at += group.extents.get(j) + (j < group.gaps.size() ? group.gaps.get(j) : 0);
        }
        coarse += group.coarseLength() + (i < gaps.size() ? gaps.get(i) : 0);
      }
      return new Layout(
          firsts.stream().mapToLong(Long::longValue).toArray(),
          bases.stream().mapToInt(Integer::intValue).toArray());
    }

    private static <T> void shuffle(List<T> list, SplitMix64 random) {
      for (int i = list.size() - 1; i > 0; i--) {
        Collections.swap(list, i, (int) random.below(i + 1));
      }
    }
  }

  /** Extents that are one at 64 KiB. */
  private static final class Group {
    private final int lead;
    private final List<Long> extents = new ArrayList<>();
    private final List<Long> gaps = new ArrayList<>();

    Group(int lead) {
      this.lead = lead;
    }

    long coarseLength() {
      long granules = lead;
      for (long extent : extents) {
        granules += extent;
      }
      for (long gap : gaps) {
        granules += gap;
      }
      return granules + (1 << COARSE_BITS) - 1 >> COARSE_BITS;
    }
  }

  /** Granules of all extents. */
  int size() {
    return bases[firsts.length];
  }

  int extents() {
    return firsts.length;
  }

  /** The extent that a place lies in. */
  int extentOf(int place) {
    int found = Arrays.binarySearch(bases, place);
    return found < 0 ? -found - 2 : found;
  }

  /** The first place of an extent; of the number after the last one, the end of all. */
  int base(int extent) {
    return bases[extent];
  }

  /** The granule of the disk at a place. */
  long granule(int place) {
    int extent = extentOf(place);
    return firsts[extent] + place - bases[extent];
  }
}
