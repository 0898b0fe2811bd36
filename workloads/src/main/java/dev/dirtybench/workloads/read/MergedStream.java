package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Several files that were written at once as one trace: always the earliest operation next. */
final class MergedStream implements OperationStream {
  private final List<Part> parts = new ArrayList<>();
  private final TraceHead head;

  /** Takes over open files; of operations of one time, those of an earlier file come first. */
  MergedStream(List<OperationStream> files) throws IOException {
    for (OperationStream file : files) {
      parts.add(new Part(file));
    }
    head = files.get(0).head().withOperations(TraceHead.UNKNOWN);
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
        if (part.present() && (earliest == null || part.time() < earliest.time())) {
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
    IOException first = null;
    for (Part part : parts) {
      try {
        part.file.close();
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

    Part(OperationStream file) throws IOException {
      this.file = file;
      file.read(ahead);
    }

    boolean present() {
      return at < ahead.size();
    }

    long time() {
      return ahead.timestamps()[at];
    }

    void moveTo(OperationBatch batch) throws IOException {
      batch.add(time(), ahead.offsets()[at], ahead.lengths()[at], ahead.operation(at));
      at++;
      if (at == ahead.size()) {
        ahead.clear();
        at = 0;
        file.read(ahead);
      }
    }
  }
}
