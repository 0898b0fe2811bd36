package dev.dirtybench.benchmarks.recording;

import dev.dirtybench.cli.QemuTool;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A trace replayed by {@code qemu-io} onto an empty image: the oracle for any trace. */
final class QemuReplay {
  private static final int OPERATIONS_PER_RUN = 500;

  private final QemuTool img = QemuTool.img();
  private final QemuTool io = QemuTool.io();
  private final QemuTool nbd = QemuTool.nbd();
  private final QemuTool nbdinfo = QemuTool.nbdinfo();
  private final Path folder;
  private final Path image;

  /** Makes the image, with a bitmap of each granularity in bytes. */
  QemuReplay(Path folder, WriteTrace trace, int... granularities) throws Exception {
    this.folder = folder;
    this.image = folder.resolve("replay.qcow2");
    img.run(0, folder, "create", "-q", "-f", "qcow2", image, trace.deviceSize());
    for (int granularity : granularities) {
      img.run(0, folder, "bitmap", "--add", "-g", granularity, image, "g" + granularity);
    }
    for (int from = 0; from < trace.size(); from += OPERATIONS_PER_RUN) {
      replay(trace.slice(from, Math.min(trace.size(), from + OPERATIONS_PER_RUN)));
    }
  }

  private void replay(WriteTrace part) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("-t", "unsafe", "-d", "unmap", "-f", "qcow2"));
    for (int i = 0; i < part.size(); i++) {
      arguments.add("-c");
      arguments.add(command(part.operation(i), part.offset(i), part.length(i)));
    }
    arguments.add(image);
    io.run(0, folder, arguments.toArray());
  }

  private static String command(TraceOperation operation, long offset, long length) {
    String range = " -q " + offset + " " + length;
    return switch (operation) {
      case WRITE -> "write" + range;
      case WRITE_ZEROES -> "write -z" + range;
      case DISCARD -> "discard" + range;
      case FLUSH -> "flush";
    };
  }

  /** What QEMU's bitmap of that granularity says. */
  List<DirtyExtent> dirtyExtents(int granularity) throws Exception {
    Path socket = folder.resolve("s" + granularity);
    nbd.run(0, folder, "-r", "-f", "qcow2", "-B", "g" + granularity, "-k", socket, "--fork", image);
    String map = "--map=qemu:dirty-bitmap:g" + granularity;
    String json = nbdinfo.run(0, folder, map, "--json", "nbd+unix:///?socket=" + socket);
    return read(json);
  }

  private static List<DirtyExtent> read(String json) throws IOException {
    if (json.isBlank()) {
      return Collections.emptyList();
    }
    return DirtyExtent.ofQemu(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
