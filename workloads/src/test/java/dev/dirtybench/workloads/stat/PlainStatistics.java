package dev.dirtybench.workloads.stat;

import dev.dirtybench.workloads.WriteTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Statistics as plainly as they can be had, for comparison. */
final class PlainStatistics {
  private PlainStatistics() {}

  static TreeSet<Long> dirty(WriteTrace trace, long granularity) {
    TreeSet<Long> dirty = new TreeSet<>();
    for (int i = 0; i < trace.size(); i++) {
      dirty.addAll(granules(trace, i, granularity));
    }
    return dirty;
  }

  static List<Long> granules(WriteTrace trace, int index, long granularity) {
    List<Long> granules = new ArrayList<>();
    if (trace.operation(index).marks()) {
      long last = (trace.offset(index) + trace.length(index) - 1) / granularity;
      for (long granule = trace.offset(index) / granularity; granule <= last; granule++) {
        granules.add(granule);
      }
    }
    return granules;
  }

  static LogHistogram runs(WriteTrace trace, long granularity) {
    LogHistogram runs = new LogHistogram();
    long run = 0;
    long before = -2;
    for (long granule : dirty(trace, granularity)) {
      if (granule != before + 1 && run > 0) {
        runs.add(run);
        run = 0;
      }
      run++;
      before = granule;
    }
    if (run > 0) {
      runs.add(run);
    }
    return runs;
  }

  static LogHistogram distances(WriteTrace trace) {
    LogHistogram distances = new LogHistogram();
    Map<Long, Long> lastWrites = new HashMap<>();
    long written = 0;
    for (int i = 0; i < trace.size(); i++) {
      for (long granule : granules(trace, i, 4096)) {
        Long last = lastWrites.put(granule, written + trace.length(i));
        if (last != null) {
          distances.add(written - last);
        }
      }
      written += trace.length(i);
    }
    return distances;
  }

  /** Granules of each window that has some, by the number of the window. */
  static TreeMap<Long, Set<Long>> windows(WriteTrace trace, double seconds) {
    TreeMap<Long, Set<Long>> windows = new TreeMap<>();
    for (int i = 0; i < trace.size(); i++) {
      long window = (long) ((trace.timestampNs(i) - trace.timestampNs(0)) / 1e9 / seconds);
      windows.computeIfAbsent(window, w -> new HashSet<>()).addAll(granules(trace, i, 4096));
    }
    return windows;
  }

  static double sequential(WriteTrace trace, int recent) {
    List<Long> ends = new ArrayList<>();
    int found = 0;
    for (int i = 0; i < trace.size(); i++) {
      if (trace.operation(i).marks()) {
        if (ends.subList(Math.max(0, ends.size() - recent), ends.size())
            .contains(trace.offset(i))) {
          found++;
        }
        ends.add(trace.offset(i) + trace.length(i));
      }
    }
    return ends.isEmpty() ? 0 : (double) found / ends.size();
  }
}
