package dev.dirtybench.workloads.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.TraceStart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogWritesReaderTest {
  private static final String UNTIMED = " operations at time 0, as the format has no times";
  private static final String WRITES =
      " writes, among them write-zeroes, which the format does not tell apart";

  /** Builds a log entry by entry, from the layout of the format's description. */
  private static final class Builder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int sectorBytes;

    Builder(long entries, int sectorBytes) {
      this.sectorBytes = sectorBytes;
      ByteBuffer sector = sector();
      sector.putLong(0x006a736677736872L).putLong(1).putLong(entries).putInt(sectorBytes);
      out.writeBytes(sector.array());
    }

    private ByteBuffer sector() {
      return ByteBuffer.allocate(sectorBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    Builder add(long sector, long sectors, long flags, long dataBytes) {
      ByteBuffer entry = sector();
      entry.putLong(sector).putLong(sectors).putLong(flags).putLong(dataBytes);
      out.writeBytes(entry.array());
      return this;
    }

    Builder data(int sectors) {
      byte[] data = new byte[sectors * sectorBytes];
      Arrays.fill(data, (byte) 0xa5);
      out.writeBytes(data);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }

  private static WriteTrace read(byte[] bytes) throws IOException {
    return BinaryFiles.read(bytes, BinaryFiles.DISK);
  }

  @Test
  void readsTheLogOfARunIntoTheBitmapThatQemuRecorded() throws IOException {
    WriteTrace trace =
        BinaryFiles.read(
            BinaryFiles.sample("bt.blklogwrites.datazeroed.gz"), null, BinaryFiles.DISK);
    BinaryFiles.assertLeavesTheRecordedBitmap(trace);
    assertEquals(75, trace.size());
    assertEquals(63, trace.markCount());
  }

  @Test
  void readsWriteZeroesDiscardsAndFlushes() throws IOException {
    WriteTrace trace =
        BinaryFiles.read(
            BinaryFiles.sample("bz.blklogwrites.datazeroed.gz"), null, BinaryFiles.DISK);
    List<String> lines = BinaryFiles.lines(trace);
    assertEquals(
        List.of(
            "0 1048576 1048576 W",
            "0 4194304 3145728 D",
            "0 8388608 4096 W",
            "0 4193792 512 W",
            "0 0 0 F"),
        lines.subList(0, 5));
    assertTrue(trace.comments().contains(trace.size() + UNTIMED), trace.comments().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 4096, 1 << 20})
  void readsEntriesOfAnySectorSize(int sectorBytes) throws IOException {
    byte[] log =
        new Builder(7, sectorBytes)
            .add(1, 2, 0, 0)
            .data(2)
            .add(3, 4, 4, 0)
            .add(0, 0, 1, 0)
            .add(5, 1, 1 | 2 | 16, 0)
            .data(1)
            .add(0, 0, 8, 40)
            .add(0, 0, 2, 0)
            .add(1, 1, 0, 0)
            .data(1)
            .bytes();
    WriteTrace trace = read(log);
    long s = sectorBytes;
    assertEquals(
        List.of(
            "0 " + s + " " + 2 * s + " W",
            "0 " + 3 * s + " " + 4 * s + " D",
            "0 0 0 F",
            "0 " + 5 * s + " " + s + " W",
            "0 " + s + " " + s + " W"),
        BinaryFiles.lines(trace));
    assertEquals(
        List.of(
            "5" + UNTIMED, "3" + WRITES, "1 marks left out", "1 entries without a range left out"),
        trace.comments());
  }

  @Test
  void goesOnBehindAnOldCountWhileEntriesAreWhole() throws IOException {
    Builder log = new Builder(1, 512).add(1, 1, 0, 0).data(1).add(2, 1, 0, 0).data(1);
    WriteTrace trace = read(log.bytes());
    assertEquals(List.of("0 512 512 W", "0 1024 512 W"), BinaryFiles.lines(trace));
    String behind = "1 entries taken that the superblock does not count";
    assertEquals(List.of("2" + UNTIMED, "2" + WRITES, behind), trace.comments());
    String unsound =
        "1 entry left out with all behind it, not sound and not counted by the superblock";
    for (byte[] torn :
        List.of(
            Arrays.copyOf(log.bytes(), log.bytes().length - 1),
            new Builder(1, 512).add(1, 1, 0, 0).data(1).add(2, 1, 99, 0).data(1).bytes())) {
      WriteTrace whole = read(torn);
      assertEquals(List.of("0 512 512 W"), BinaryFiles.lines(whole));
      assertEquals(List.of("1" + UNTIMED, "1" + WRITES, unsound), whole.comments());
    }
    byte[] zeros = new Builder(1, 512).add(1, 1, 0, 0).data(1).add(0, 0, 0, 0).bytes();
    assertEquals(List.of("1" + UNTIMED, "1" + WRITES), read(zeros).comments());
  }

  @Test
  void refusesASuperblockOutOfBounds() {
    byte[] good = new Builder(1, 512).add(1, 1, 0, 0).data(1).bytes();
    int[][] wrong = {{8, 2}, {23, 0x80}, {24, 1}, {25, 0}, {25, 1}, {27, 1}};
    for (int[] change : wrong) {
      byte[] bytes = good.clone();
      bytes[change[0]] = (byte) change[1];
      assertEquals("record 1 at byte 0", BinaryFiles.assertRefused(bytes, null).place());
    }
    byte[] sectors = good.clone();
    sectors[24] = 1;
    assertEquals("513", BinaryFiles.assertRefused(sectors, null).found());
    assertEquals("an empty file", BinaryFiles.assertRefused(new byte[0], "blklogwrites").found());
  }

  @Test
  void refusesCountedEntriesThatAreCutOrOutOfBounds() {
    byte[] good = new Builder(1, 512).add(1, 1, 0, 0).data(1).bytes();
    for (int length = 512; length < good.length; length++) {
      BinaryFiles.assertRefused(Arrays.copyOf(good, length), null);
    }
    long most = 1L << 53;
    long[][] wrong = {
      {most + 1, 1, 4, 0},
      {-1, 1, 4, 0},
      {0, most + 1, 4, 0},
      {0, 1, 32, 0},
      {0, 0, 8, 481},
      {0, 0, 8, -1},
      {1L << 23, 1, 4, 0}
    };
    for (long[] entry : wrong) {
      byte[] log = new Builder(1, 512).add(entry[0], entry[1], entry[2], entry[3]).bytes();
      assertEquals("record 2 at byte 512", BinaryFiles.assertRefused(log, null).place());
    }
  }

  @Test
  void endsWellOnAnyInput() {
    BinaryFiles.assertEndsWell(
        new Builder(2, 512).add(1, 1, 0, 0).data(1).add(3, 4, 4, 0).add(2, 0, 1, 0).bytes(),
        new LogWritesReader());
  }

  @Test
  void recognisesItsMagic() {
    byte[] log = new Builder(0, 512).bytes();
    LogWritesReader reader = new LogWritesReader();
    assertEquals(Match.CERTAIN, reader.recognise(new TraceStart(log, true)));
    log[7] = 1;
    assertEquals(Match.NO, reader.recognise(new TraceStart(log, true)));
    assertEquals(Match.NO, reader.recognise(new TraceStart(new byte[0], true)));
  }
}
