package dev.dirtybench.workloads.own;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Files of version 1, byte by byte: they must be read for ever. */
class DbtGoldenTest {
  private static final String PLAIN =
      "894442540d0a1a0a010000005b000000000010000000000004000000000000000300000001000000"
          + "0600676f6c64656e13007772697474656e206f75742062792068616e6410006c6963656e63653a20"
          + "4343302d312e3087828e5c424c4b0a030000000000000000000000e803000000000000d007000000"
          + "0000000c00000009000000090000002ebf6a9601020304000103023401820430424c4b0a01000000"
          + "0300000000000000282300000000000001000000000000000c00000007000000070000006db56d3e"
          + "00020208ff0202a11dafb14944580a5b000000000000009800000000000000d30000000000000004"
          + "000000000000000200000055eca0c249275ff00a1a0a0d54424489";
  private static final String PACKED =
      "894442540d0a1a0a010000004400000000000000000100002c010000000000008000000000000000"
          + "06007061636b65640e006d6164652062792061207465737417228e4d424c4b0a8000000000000000"
          + "000000000000000000000000e80300000000000010010000a4000000250000007658236428b52ffd"
          + "20a4e500006801feff08001ec11e01ffffff0005001273c85349000806d790c1106ca1bff0424c4b"
          + "0a80000000800000000000000000f4010000000000e80300000000000010010000a4000000260000"
          + "004e185a8f28b52ffd20a4ed00008001feff08401e1e1e1ec11e01ffffff00040012734854490008"
          + "5c0643342a99a9424c4b0a2c000000000100000000000000e8030000000000e80300000000000010"
          + "0100003c000000260000002318a6bf28b52ffd203ced0000a801feffffffff0f08801e1ec11e01ff"
          + "ffffffff0f0002002a0e5ce00b7fcecaee4944580a44000000000000009d00000000000000f70000"
          + "000000000051010000000000002c0100000000000003000000eb026896374974500a1a0a0d544244"
          + "89";

  private static WriteTrace trace() {
    return WriteTrace.builder("golden", "written out by hand", 1 << 20)
        .comment("licence: CC0-1.0")
        .add(1000, 8192, 4096, TraceOperation.WRITE)
        .add(3000, 12288, 4096, TraceOperation.WRITE_ZEROES)
        .add(3000, 0, 0, TraceOperation.FLUSH)
        .add(9000, 4096, 1044480, TraceOperation.DISCARD)
        .build();
  }

  private static WriteTrace repetitive() {
    WriteTrace.Builder trace = WriteTrace.builder("packed", "made by a test", 1L << 40);
    for (int i = 0; i < 300; i++) {
      trace.add(i * 1000L, i % 7 * 1048576L, 65536, TraceOperation.WRITE);
    }
    return trace.build();
  }

  @Test
  void writesTheSameBytesForEver() throws IOException {
    assertEquals(PLAIN, HexFormat.of().formatHex(DbtFiles.write(trace(), 3, Packing.NONE)));
  }

  @Test
  void readsPlainBlocks() throws IOException {
    DbtFiles.assertSame(trace(), DbtFiles.read(HexFormat.of().parseHex(PLAIN)));
  }

  // What zstd writes may differ from version to version; all of it must be read.
  @Test
  void readsPackedBlocks() throws IOException {
    byte[] bytes = HexFormat.of().parseHex(PACKED);
    DbtFiles.assertSame(repetitive(), DbtFiles.read(bytes));
    int block = BlockFinder.offsets(bytes).get(0);
    assertEquals(Packing.ZSTD.ordinal(), bytes[block + DbtLayout.BLOCK_PACKING]);
  }
}
