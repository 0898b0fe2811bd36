package dev.dirtybench.workloads.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceLoader;
import dev.dirtybench.workloads.write.TraceFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SalvageTest {
  private static final int BLOCK = 16;
  private static final int SIZE = 100;

  private final WriteTrace trace = DbtFiles.small(SIZE);
  private final byte[] whole = write();

  private byte[] write() {
    try {
      return DbtFiles.write(trace, BLOCK, Packing.ZSTD);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesAllOfAWholeFile() throws IOException {
    try (Salvage salvage = DbtFiles.salvage(whole)) {
      DbtFiles.assertSame(trace, DbtFiles.collect(salvage, 7));
      assertEquals(0, salvage.lostOperations());
      assertEquals(0, salvage.damagedBytes());
      assertEquals(
          List.of("100 operations in 7 whole blocks; lost: 0 operations, 0 bytes"),
          salvage.remarks());
    }
    WriteTrace none = WriteTrace.builder("none", "nothing", 1).build();
    try (Salvage salvage = DbtFiles.salvage(DbtFiles.write(none, BLOCK, Packing.ZSTD))) {
      DbtFiles.assertSame(none, DbtFiles.collect(salvage, 7));
      assertEquals(0, salvage.damagedBytes());
    }
  }

  @Test
  void takesEveryOtherBlockWhicheverByteIsDamaged() throws IOException {
    List<Integer> offsets = BlockFinder.offsets(whole);
    for (int at = offsets.get(0); at < offsets.get(offsets.size() - 1); at++) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) 0x40;
      int block = 0;
      while (offsets.get(block + 1) <= at) {
        block++;
      }
      int from = block * BLOCK;
      int lost = Math.min(BLOCK, SIZE - from);
      try (Salvage salvage = DbtFiles.salvage(bytes)) {
        WriteTrace rest = DbtFiles.collect(salvage, 1000);
        assertEquals(SIZE - lost, rest.size(), "byte " + at);
        DbtFiles.assertSameOperations(trace.slice(0, from), 0, rest.slice(0, from));
        DbtFiles.assertSameOperations(trace, from + lost, rest.slice(from, rest.size()));
        assertEquals(lost, salvage.lostOperations(), "byte " + at);
        assertEquals(offsets.get(block + 1) - offsets.get(block), salvage.damagedBytes());
      }
    }
  }

  @Test
  void takesTheBlocksBeforeACutWhereverItIs() throws IOException {
    List<Integer> offsets = BlockFinder.offsets(whole);
    for (int length = offsets.get(0); length < whole.length; length++) {
      int blocks = 0;
      while (blocks + 1 < offsets.size() && offsets.get(blocks + 1) <= length) {
        blocks++;
      }
      int expected = Math.min(SIZE, blocks * BLOCK);
      try (Salvage salvage = DbtFiles.salvage(Arrays.copyOf(whole, length))) {
        WriteTrace rest = DbtFiles.collect(salvage, 1000);
        DbtFiles.assertSameOperations(trace.slice(0, expected), 0, rest);
        assertEquals(SIZE - expected, salvage.lostOperations(), "length " + length);
        assertTrue(
            salvage.remarks().contains("the file's end is missing or damaged"),
            "length " + length + ": " + salvage.remarks());
      }
    }
  }

  @Test
  void takesTheBlocksOfAFileWithoutAHeadWhereTheDiskSizeIsGiven() throws IOException {
    byte[] bytes = whole.clone();
    bytes[45] ^= 1;
    assertThrows(TraceFormatException.class, () -> DbtFiles.salvage(bytes));
    ReadOptions sized = new ReadOptions(1 << 20, null, 0, Long.MAX_VALUE, Map.of());
    TraceInput input = TraceInput.of(new ByteArrayInputStream(bytes), "folder/test.dbt");
    try (Salvage salvage = Salvage.open(input, sized)) {
      assertEquals("test", salvage.head().name());
      DbtFiles.assertSameOperations(trace, 0, DbtFiles.collect(salvage, 1000));
      assertEquals(0, salvage.lostOperations());
      assertTrue(salvage.remarks().get(0).startsWith("head lost with name"));
    }
  }

  @Test
  void writesAFileThatIsWholeAgain() throws IOException {
    List<Integer> offsets = BlockFinder.offsets(whole);
    byte[] bytes = Arrays.copyOf(whole, offsets.get(5) + 3);
    bytes[offsets.get(2) + 50] ^= 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OperationStream salvage = DbtFiles.salvage(bytes)) {
      TraceFile.write(salvage, new DbtTraceWriter(), out);
    }
    assertEquals(4 * BLOCK, DbtFiles.read(out.toByteArray()).size());
  }

  @Test
  void keepsItsRemarksAsCommentsOfALoadedTrace() throws IOException {
    byte[] bytes = Arrays.copyOf(whole, BlockFinder.offsets(whole).get(2));
    try (OperationStream salvage = DbtFiles.salvage(bytes)) {
      List<String> comments = TraceLoader.load(salvage).comments();
      assertTrue(
          comments.get(comments.size() - 1).startsWith("32 operations in 2 whole blocks; lost: 68"),
          comments.toString());
    }
  }

  @Test
  void takesWhatIsBeforeTheDamageOfAPackedFile() throws IOException {
    WriteTrace large = DbtFiles.random(new Random(3), 20_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(DbtFiles.write(large, 1000, Packing.ZSTD));
    }
    byte[] cut = Arrays.copyOf(out.toByteArray(), out.size() / 2);
    try (Salvage salvage = DbtFiles.salvage(cut)) {
      WriteTrace rest = DbtFiles.collect(salvage, 1000);
      assertTrue(rest.size() >= 5000 && rest.size() <= 12_000, "got " + rest.size());
      DbtFiles.assertSameOperations(large.slice(0, rest.size()), 0, rest);
      assertTrue(
          salvage.remarks().stream().anyMatch(line -> line.startsWith("packed data damaged")),
          salvage.remarks().toString());
    }
  }

  @Test
  void takesNoBlockTwiceAndNoneOutOfOrder() throws IOException {
    List<Integer> offsets = BlockFinder.offsets(whole);
    List<byte[]> parts = new ArrayList<>();
    parts.add(Arrays.copyOf(whole, offsets.get(0)));
    for (int block : new int[] {0, 1, 1, 3, 2, 4}) {
      parts.add(Arrays.copyOfRange(whole, offsets.get(block), offsets.get(block + 1)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    try (Salvage salvage = DbtFiles.salvage(out.toByteArray())) {
      WriteTrace rest = DbtFiles.collect(salvage, 1000);
      assertEquals(4 * BLOCK, rest.size());
      DbtFiles.assertSameOperations(trace.slice(48, 80), 0, rest.slice(32, 64));
    }
  }

  @Test
  void endsOnRandomBytes() throws IOException {
    long start = new Random().nextLong();
    for (long seed = start; seed < start + 500; seed++) {
      Random random = new Random(seed);
      byte[] bytes = whole.clone();
      for (int i = random.nextInt(20); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try (Salvage salvage = DbtFiles.salvage(bytes)) {
        DbtFiles.collect(salvage, 1 + random.nextInt(100));
      } catch (TraceFormatException e) {
        assertEquals("head at byte 0", e.place(), "seed " + seed);
      }
    }
  }
}
