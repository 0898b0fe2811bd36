package dev.dirtybench.workloads.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.ReadOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DbtDamageTest {
  private static final String ADVICE = "dirtybench trace salvage takes what is whole";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Packing.class)
  void refusesAFileOfWhichAnyBitIsChanged(Packing packing) throws IOException {
    byte[] bytes = DbtFiles.write(DbtFiles.small(40), 16, packing);
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        bytes[i] ^= (byte) (1 << bit);
        String place = "byte " + i + " bit " + bit;
        assertThrows(TraceFormatException.class, () -> DbtFiles.read(bytes), place);
        bytes[i] ^= (byte) (1 << bit);
      }
      bytes[i] ^= 1;
      assertThrows(TraceFormatException.class, () -> DbtFiles.read(folder, bytes), "byte " + i);
      bytes[i] ^= 1;
    }
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void refusesAFileCutAnywhereOrWithMoreBehind(Packing packing) throws IOException {
    byte[] bytes = DbtFiles.write(DbtFiles.small(40), 16, packing);
    for (int length = 8; length <= bytes.length + 3; length++) {
      if (length != bytes.length) {
        byte[] other = Arrays.copyOf(bytes, length);
        TraceFormatException piped =
            assertThrows(TraceFormatException.class, () -> DbtFiles.read(other));
        TraceFormatException seeked =
            assertThrows(TraceFormatException.class, () -> DbtFiles.read(folder, other));
        assertTrue(piped.getMessage().contains(ADVICE), piped.getMessage());
        assertTrue(seeked.getMessage().contains(" at byte "), seeked.getMessage());
      }
    }
  }

  @Test
  void neverSkipsIntoOtherOperationsWhateverBitIsChanged() throws IOException {
    WriteTrace trace = DbtFiles.small(64);
    byte[] bytes = DbtFiles.write(trace, 8, Packing.ZSTD);
    ReadOptions part = new ReadOptions(-1, null, 35, 10, Map.of());
    Path file = folder.resolve("x.dbt");
    int refused = 0;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 4;
      java.nio.file.Files.write(file, bytes);
      try {
        WriteTrace read = DbtFiles.read(file, part);
        DbtFiles.assertSameOperations(trace.slice(35, 45), 0, read);
      } catch (TraceFormatException e) {
        refused++;
      }
      bytes[i] ^= 4;
    }
    assertTrue(refused > 0 && refused < bytes.length, "refused " + refused);
  }

  @Test
  void saysWhereAndWhatToDo() throws IOException {
    byte[] bytes = DbtFiles.write(DbtFiles.small(40), 16, Packing.NONE);
    int block = BlockFinder.offsets(bytes).get(1);
    bytes[block + 60] ^= 1;
    TraceFormatException damaged =
        assertThrows(TraceFormatException.class, () -> DbtFiles.read(bytes));
    assertEquals(
        "test.dbt block 1 at byte "
            + block
            + ": expected a block that matches its checksum, found a mismatch; "
            + ADVICE,
        damaged.getMessage());
    byte[] cut = Arrays.copyOf(bytes, block + 10);
    TraceFormatException truncated =
        assertThrows(TraceFormatException.class, () -> DbtFiles.read(cut));
    assertTrue(truncated.found().startsWith("the end of the file"), truncated.getMessage());
    byte[] newer = bytes.clone();
    newer[8] = 2;
    assertEquals(
        "version 1 of the form",
        assertThrows(TraceFormatException.class, () -> DbtFiles.read(newer)).expected());
  }

  @Test
  void refusesRandomBytesWithNothingButAnErrorOfTheForm() throws IOException {
    long start = new Random().nextLong();
    byte[] good = DbtFiles.write(DbtFiles.small(40), 16, Packing.ZSTD);
    for (long seed = start; seed < start + 2000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[8 + random.nextInt(400)];
      random.nextBytes(bytes);
      System.arraycopy(good, 0, bytes, 0, Math.min(bytes.length, random.nextInt(good.length)));
      if (!Arrays.equals(good, bytes)) {
        assertThrows(TraceFormatException.class, () -> DbtFiles.read(bytes), "seed " + seed);
      }
    }
  }

  @Test
  void refusesWrongValuesThoughTheirChecksumsMatch() throws IOException {
    long start = new Random().nextLong();
    WriteTrace trace = DbtFiles.small(40);
    byte[] good = DbtFiles.write(trace, 16, Packing.NONE);
    int read = 0;
    int refused = 0;
    for (long seed = start; seed < start + 5000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = good.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      sign(bytes);
      try {
        // Other operations, but sound ones: the loader checks them again.
        DbtFiles.read(bytes);
        read++;
      } catch (TraceFormatException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + "L", e);
      }
    }
    assertTrue(read > 100 && refused > 100, "read " + read + ", refused " + refused);
  }

  /** Makes all checksums match again where the lengths still allow it. */
  private static void sign(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int head = bytes.getInt(DbtLayout.HEAD_LENGTH);
    if (head < DbtLayout.HEAD_BYTES || head > file.length - DbtLayout.CHECKSUM_BYTES) {
      return;
    }
    bytes.putInt(head - 4, DbtLayout.checksum(file, 0, head - 4));
    int at = head;
    while (at <= file.length - DbtLayout.BLOCK_BYTES && bytes.getInt(at) == DbtLayout.BLOCK_MARK) {
      int stored = bytes.getInt(at + DbtLayout.BLOCK_STORED_BYTES);
      int columns = at + DbtLayout.BLOCK_BYTES;
      bytes.putInt(columns - 4, DbtLayout.checksum(file, at, DbtLayout.BLOCK_CHECKSUM));
      if (stored < 0 || stored > file.length - columns - 4) {
        return;
      }
      bytes.putInt(columns + stored, DbtLayout.checksum(file, columns, stored));
      at = columns + stored + 4;
    }
  }

  @Test
  void boundsEveryLengthBeforeItAllocates() throws IOException {
    byte[] bytes = DbtFiles.write(DbtFiles.small(40), 16, Packing.ZSTD);
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int block = BlockFinder.offsets(bytes).get(0);
    int[][] huge = {
      {DbtLayout.HEAD_LENGTH, Integer.MAX_VALUE},
      {DbtLayout.HEAD_LENGTH, -1},
      {DbtLayout.HEAD_BLOCK_OPERATIONS, Integer.MAX_VALUE},
      {DbtLayout.HEAD_COMMENTS, Integer.MAX_VALUE},
      {block + DbtLayout.BLOCK_OPERATIONS, Integer.MAX_VALUE},
      {block + DbtLayout.BLOCK_COLUMN_BYTES, Integer.MAX_VALUE},
      {block + DbtLayout.BLOCK_STORED_BYTES, Integer.MAX_VALUE},
      {block + DbtLayout.BLOCK_STORED_BYTES, -1}
    };
    for (int[] value : huge) {
      int before = numbers.getInt(value[0]);
      numbers.putInt(value[0], value[1]);
      sign(bytes);
      assertThrows(TraceFormatException.class, () -> DbtFiles.read(bytes), "offset " + value[0]);
      numbers.putInt(value[0], before);
      sign(bytes);
    }
    DbtFiles.assertSame(DbtFiles.small(40), DbtFiles.read(bytes));
  }
}
