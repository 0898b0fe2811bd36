package dev.dirtybench.workloads.shape;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.TraceLoader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Operations as short texts, and through batches of any size. */
final class Rows {
  private Rows() {}

  static List<String> of(OperationStream stream) throws IOException {
    List<String> rows = new ArrayList<>();
    OperationBatch batch = new OperationBatch(3);
    while (stream.read(batch) > 0) {
      for (int i = 0; i < batch.size(); i++) {
        rows.add(
            batch.timestamps()[i]
                + " "
                + batch.offsets()[i]
                + "+"
                + batch.lengths()[i]
                + " "
                + batch.operation(i).code());
      }
      batch.clear();
    }
    return rows;
  }

  static WriteTrace load(OperationStream stream) throws IOException {
    return TraceLoader.load(stream);
  }
}
