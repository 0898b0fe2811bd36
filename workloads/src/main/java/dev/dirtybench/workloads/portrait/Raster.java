package dev.dirtybench.workloads.portrait;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import java.io.IOException;
import java.util.List;

/**
 * How many operations of a trace touched each cell of time and address; counts while the trace is
 * read through it. Cells grow by doubling, so that neither span nor disk need be known before.
 */
final class Raster implements OperationStream {
  /** The most columns and rows; half of them are filled at least, but for very short traces. */
  static final int COLUMNS = 512;

  static final int ROWS = 4096;

  /** What is counted apart. */
  enum Layer {
    WRITES,
    DISCARDS_AND_ZEROES
  }

  private final OperationStream stream;
  private final int[][] cells = new int[Layer.values().length][COLUMNS * ROWS];
  private long columnNs = 1;
  private long rowBytes = 512;
  private boolean started;
  private long firstNs;
  private long lastNs;
  private long end = 1;

  Raster(OperationStream stream) {
    this.stream = stream;
    if (stream.head().deviceSize() != TraceHead.UNKNOWN) {
      end = stream.head().deviceSize();
      while ((end - 1) / rowBytes >= ROWS) {
        rowBytes *= 2;
      }
    }
  }

  @Override
  public TraceHead head() {
    return stream.head();
  }

  @Override
  public int read(OperationBatch batch) throws IOException {
    int from = batch.size();
    int count = stream.read(batch);
    for (int i = from; i < batch.size(); i++) {
      take(batch, i);
    }
    return count;
  }

  private void take(OperationBatch batch, int index) {
    long time = batch.timestamps()[index];
    if (!started) {
      firstNs = time;
      started = true;
    }
    lastNs = time;
    while ((time - firstNs) / columnNs >= COLUMNS) {
      halveColumns();
    }
    TraceOperation operation = batch.operation(index);
    if (!operation.marks()) {
      return;
    }
    long last = batch.offsets()[index] + batch.lengths()[index] - 1;
    end = Math.max(end, last + 1);
    while (last / rowBytes >= ROWS) {
      halveRows();
    }
    Layer layer = operation == TraceOperation.WRITE ? Layer.WRITES : Layer.DISCARDS_AND_ZEROES;
    int column = (int) ((time - firstNs) / columnNs);
    for (int row = (int) (batch.offsets()[index] / rowBytes); row <= last / rowBytes; row++) {
      add(cells[layer.ordinal()], column * ROWS + row, 1);
    }
  }

  private static void add(int[] counts, int cell, int more) {
    counts[cell] = (int) Math.min(Integer.MAX_VALUE, (long) counts[cell] + more);
  }

  private void halveColumns() {
    columnNs *= 2;
    for (int[] counts : cells) {
      for (int i = ROWS; i < counts.length; i++) {
        int count = counts[i];
        counts[i] = 0;
        add(counts, i / ROWS / 2 * ROWS + i % ROWS, count);
      }
    }
  }

  private void halveRows() {
    rowBytes *= 2;
    for (int[] counts : cells) {
      for (int i = 0; i < counts.length; i++) {
        int count = counts[i];
        counts[i] = 0;
        add(counts, i / ROWS * ROWS + i % ROWS / 2, count);
      }
    }
  }

  /** How many operations of a layer touched a cell; row 0 is the start of the disk. */
  int count(Layer layer, int column, int row) {
    return cells[layer.ordinal()][column * ROWS + row];
  }

  int columns() {
    return (int) ((lastNs - firstNs) / columnNs) + 1;
  }

  int rows() {
    return (int) ((end - 1) / rowBytes) + 1;
  }

  double columnSeconds() {
    return columnNs / 1e9;
  }

  long rowBytes() {
    return rowBytes;
  }

  @Override
  public List<String> remarks() {
    return stream.remarks();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
