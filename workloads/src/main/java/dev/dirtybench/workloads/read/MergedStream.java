package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Several streams as one trace: always the earliest operation next. */
public final class MergedStream implements OperationStream {
  private final List<Part> parts = new ArrayList<>();
  private final TraceHead head;

  /**
   * Takes over open files that were written at once.
   *
   * @throws TraceFormatException if they are of different disks; nothing is taken over then
   */
  MergedStream(List<OperationStream> files) throws TraceFormatException {
    this(checked(files), files.get(0).head().withOperations(TraceHead.UNKNOWN));
  }

  /**
   * Takes over streams; of operations of one time, those of an earlier stream come first.
   *
   * @param streams at their starts; closed with this
   * @param head of the whole
   */
  public MergedStream(List<OperationStream> streams, TraceHead head) {
    for (OperationStream stream : streams) {
      parts.add(new Part(stream));
    }
    this.head = head;
  }

  private static List<OperationStream> checked(List<OperationStream> files)
      throws TraceFormatException {
    for (OperationStream file : files) {
      DeviceSize.checkSame(files.get(0).head(), file.head());
    }
    return files;
  }

  @Override
  public TraceHead head() {
    return head;
  }

  @Override
  public int read(OperationBatch batch) throws IOException {
    int before = batch.size();
    while (batch.remaining() > 0) {
      Part earliest = null;
      for (Part part : parts) {
        if (part.hasNext() && (earliest == null || part.time() < earliest.time())) {
          earliest = part;
        }
      }
      if (earliest == null) {
        break;
      }
      earliest.moveTo(batch);
    }
    return batch.size() - before;
  }

  @Override
  public List<String> remarks() {
    List<String> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.file.remarks()));
    return all;
  }

  @Override
  public void close() throws IOException {
    closeAll(parts.stream().map(part -> part.file).toList());
  }

  /** Closes every one, whatever the closing of another one throws. */
  static void closeAll(List<OperationStream> files) throws IOException {
    IOException first = null;
    for (OperationStream file : files) {
      try {
        file.close();
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** One file and what was read ahead of it. */
  private static final class Part {
    private final OperationStream file;
    private final OperationBatch ahead = new OperationBatch();
    private int at;
    private boolean ended;

    Part(OperationStream file) {
      this.file = file;
    }

    boolean hasNext() throws IOException {
      if (at == ahead.size() && !ended) {
        ahead.clear();
        at = 0;
        ended = file.read(ahead) == 0;
      }
      return !ended;
    }

    long time() {
      return ahead.timestamps()[at];
    }

    void moveTo(OperationBatch batch) {
      batch.add(time(), ahead.offsets()[at], ahead.lengths()[at], ahead.operation(at));
      at++;
    }
  }
}
