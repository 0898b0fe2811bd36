package dev.dirtybench.workloads.portrait;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a {@link Raster} as they are drawn: several as one where there are many, and one gap
 * in the place of all between that nothing touched.
 */
final class Bands {
  /** The most rows that are drawn. */
  private static final int MOST = 220;

  private static final int GAP = -1;

  private final Raster raster;
  private final List<Integer> rows = new ArrayList<>();
  private int together = 1;

  Bands(Raster raster) {
    this.raster = raster;
    boolean[] touched = new boolean[raster.rows()];
    for (int row = 0; row < touched.length; row++) {
      for (int column = 0; column < raster.columns() && !touched[row]; column++) {
        for (Raster.Layer layer : Raster.Layer.values()) {
          touched[row] |= raster.count(layer, column, row) > 0;
        }
      }
    }
    arrange(touched);
    while (rows.size() > MOST) {
      together *= 2;
      arrange(touched);
    }
  }

  private void arrange(boolean[] touched) {
    rows.clear();
    int groups = (touched.length + together - 1) / together;
    for (int group = 0; group < groups; group++) {
      boolean any = false;
      for (int row = group * together;
          row < Math.min(touched.length, (group + 1) * together);
          row++) {
        any |= touched[row];
      }
      if (any) {
        rows.add(group);
      } else if (rows.isEmpty() || rows.get(rows.size() - 1) != GAP) {
        rows.add(GAP);
      }
    }
  }

  int size() {
    return rows.size();
  }

  boolean hasGaps() {
    return rows.contains(GAP);
  }

  boolean isGap(int row) {
    return rows.get(row) == GAP;
  }

  boolean startsBand(int row) {
    return row == 0 || isGap(row - 1);
  }

  /** Where a drawn row starts on the disk, in bytes. */
  long address(int row) {
    return rows.get(row) * together * raster.rowBytes();
  }

  /** How many operations of a layer touched a cell of a drawn row. */
  int count(Raster.Layer layer, int column, int row) {
    if (isGap(row)) {
      return 0;
    }
    long count = 0;
    int first = rows.get(row) * together;
    for (int i = first; i < Math.min(raster.rows(), first + together); i++) {
      count += raster.count(layer, column, i);
    }
    return (int) Math.min(Integer.MAX_VALUE, count);
  }
}
