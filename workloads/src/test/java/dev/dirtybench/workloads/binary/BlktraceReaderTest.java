package dev.dirtybench.workloads.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceFiles;
import dev.dirtybench.workloads.read.TraceLoader;
import dev.dirtybench.workloads.read.TraceStart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlktraceReaderTest {
  private static final int READ = 1 << 16;
  private static final int WRITE = 2 << 16;
  private static final int FLUSH = 4 << 16;
  private static final int PASSTHROUGH = 0x200 << 16;
  private static final int NOTIFY = 0x400 << 16;
  private static final int DISCARD = 0x2000 << 16;
  private static final int CGROUP = 0x100;
  private static final int ISSUED = 7;
  private static final int DEVICE = 254 << 20;

  @TempDir Path folder;

  /** Builds a file record by record, from the layout of the format's description. */
  private static final class Builder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;
    private final int version;
    private int device = DEVICE;
    private short error;

    Builder(ByteOrder order, int version) {
      this.order = order;
      this.version = version;
    }

    Builder device(int number) {
      device = number;
      return this;
    }

    Builder error(int number) {
      error = (short) number;
      return this;
    }

    Builder add(long time, long sector, int bytes, int action, int payload) {
      ByteBuffer record = ByteBuffer.allocate((version == 7 ? 48 : 64) + payload).order(order);
      record.putInt(0x65617400 | version).putInt(1).putLong(time).putLong(sector).putInt(bytes);
      if (version == 7) {
        record.putInt(action).putInt(99).putInt(device);
      } else {
        record.putInt(99).putLong(Integer.toUnsignedLong(action)).putInt(device);
      }
      record.putInt(0).putShort(error).putShort((short) payload);
      out.writeBytes(record.array());
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }

  private static Builder usual() {
    return new Builder(ByteOrder.LITTLE_ENDIAN, 7);
  }

  private static ReadOptions options(String device, Map<String, String> settings) {
    return new ReadOptions(4L << 30, device, 0, Long.MAX_VALUE, settings);
  }

  private WriteTrace sample(String action) throws IOException {
    Path[] files = new Path[2];
    for (int cpu = 0; cpu < 2; cpu++) {
      files[cpu] = folder.resolve("bt.blktrace." + cpu);
      try (InputStream in = BinaryFiles.sample("bt.blktrace." + cpu + ".gz")) {
        Files.write(files[cpu], in.readAllBytes());
      }
    }
    try (OperationStream stream =
        TraceFiles.open(List.of(files), null, options(null, Map.of("action", action)))) {
      return TraceLoader.load(stream);
    }
  }

  @ParameterizedTest
  @CsvSource({"D, 60", "Q, 1089", "C, 60"})
  void readsTheFilesOfTwoProcessorsIntoTheBitmapThatQemuRecorded(String action, int marks)
      throws IOException {
    WriteTrace trace = sample(action);
    BinaryFiles.assertLeavesTheRecordedBitmap(trace);
    assertEquals(marks, trace.markCount());
    assertEquals(0, trace.timestampNs(0));
    assertTrue(
        trace.comments().stream().noneMatch(line -> line.contains("lay before")),
        trace.comments().toString());
  }

  @Test
  void readsTheRecordOfTheDescription() throws IOException {
    byte[] bytes = usual().add(5, 4718592, 327680, 0x01420007, 0).bytes();
    WriteTrace trace = BinaryFiles.read(bytes, options("254,0", Map.of()));
    assertEquals(List.of("0 2415919104 327680 W"), BinaryFiles.lines(trace));
  }

  @ParameterizedTest
  @CsvSource({"LITTLE_ENDIAN, 7", "BIG_ENDIAN, 7", "LITTLE_ENDIAN, 8", "BIG_ENDIAN, 8"})
  void readsBothByteOrdersAndVersions(String order, int version) throws IOException {
    ByteOrder bytes = order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] file =
        new Builder(bytes, version)
            .add(1, 0, 0, NOTIFY, 16)
            .add(100, 8, 4096, WRITE | ISSUED, 0)
            .add(150, 8, 4096, READ | ISSUED, 0)
            .add(200, 16, 8192, DISCARD | WRITE | ISSUED, 3)
            .add(300, 24, 512, WRITE | ISSUED | CGROUP, 8)
            .add(400, 0, 0, FLUSH | WRITE | ISSUED, 0)
            .add(500, 32, 512, FLUSH | WRITE | ISSUED, 65535)
            .add(600, 32, 512, WRITE | 8, 0)
            .bytes();
    WriteTrace trace = BinaryFiles.read(file, options(null, Map.of()));
    assertEquals(
        List.of(
            "0 4096 4096 W", "100 8192 8192 D", "200 12288 512 W", "300 0 0 F", "400 16384 512 W"),
        BinaryFiles.lines(trace));
    assertEquals(List.of("1 reads left out"), trace.comments());
  }

  @Test
  void leavesOutWhatHasNoRangeOrFailedAndSaysSo() throws IOException {
    byte[] file =
        usual()
            .add(1, 0, 512, WRITE | 8, 0)
            .error(-5)
            .add(2, 0, 512, WRITE | 8, 0)
            .error(0)
            .add(3, 0, 512, WRITE | PASSTHROUGH | 8, 0)
            .add(4, 8191, 0, WRITE | 8, 0)
            .add(5, 0, 512, NOTIFY | WRITE | 8, 0)
            .bytes();
    WriteTrace trace = BinaryFiles.read(file, options(null, Map.of("action", "C")));
    assertEquals(List.of("0 0 512 W"), BinaryFiles.lines(trace));
    assertEquals(
        List.of(
            "1 passthrough commands left out, as their ranges are not known",
            "1 failed requests left out",
            "1 writes without a range left out"),
        trace.comments());
  }

  @Test
  void takesTheRecordsOfOneDeviceOnly() throws IOException {
    byte[] file =
        usual()
            .add(1, 0, 512, WRITE | ISSUED, 0)
            .device(8 << 20 | 17)
            .add(2, 8, 512, WRITE | ISSUED, 0)
            .bytes();
    WriteTrace second = BinaryFiles.read(file, options("8,17", Map.of()));
    assertEquals(List.of("0 4096 512 W"), BinaryFiles.lines(second));
    assertEquals(2, BinaryFiles.read(file, options("all", Map.of())).size());
    TraceFormatException refused = BinaryFiles.assertRefused(file, null);
    assertEquals("record 2 at byte 48", refused.place());
    assertEquals("a second device \"8,17\"", refused.found());
  }

  @Test
  void refusesASecondDeviceInAnotherFileToo() throws IOException {
    Path first = folder.resolve("a.0");
    Path second = folder.resolve("a.1");
    Files.write(first, usual().add(1, 0, 512, WRITE | ISSUED, 0).bytes());
    Files.write(second, usual().device(9 << 20).add(2, 0, 512, WRITE | ISSUED, 0).bytes());
    try (OperationStream stream = TraceFiles.open(List.of(first, second), null, BinaryFiles.DISK)) {
      TraceFormatException refused =
          assertThrows(TraceFormatException.class, () -> TraceLoader.load(stream));
      assertEquals("a second device \"9,0\"", refused.found());
      assertTrue(refused.file().endsWith("a.1"));
    }
  }

  @Test
  void refusesRecordsOfAnotherMagicOrOutOfBounds() {
    byte[] mixed = usual().add(1, 0, 512, WRITE | ISSUED, 0).add(2, 0, 1, WRITE, 0).bytes();
    mixed[48] = 8;
    assertEquals(
        "blktrace's magic 0x65617407 as in the record before",
        BinaryFiles.assertRefused(mixed, null).expected());
    byte[] far = usual().add(1, 1L << 60, 512, WRITE | ISSUED, 0).bytes();
    assertEquals("record 1 at byte 0", BinaryFiles.assertRefused(far, null).place());
    byte[] late = usual().add(-1, 0, 512, WRITE | ISSUED, 0).bytes();
    assertEquals("18446744073709551615", BinaryFiles.assertRefused(late, null).found());
    byte[] old = usual().add(1, 0, 512, WRITE | ISSUED, 0).bytes();
    old[0] = 6;
    assertEquals("0x65617406", BinaryFiles.assertRefused(old, "blktrace").found());
    assertThrows(
        IllegalArgumentException.class,
        () -> BinaryFiles.read(mixed, options(null, Map.of("action", "X"))));
  }

  @Test
  void endsWellOnAnyInput() {
    BinaryFiles.assertEndsWell(
        usual()
            .add(1, 0, 0, NOTIFY, 16)
            .add(100, 8, 4096, WRITE | ISSUED, 0)
            .add(200, 16, 8192, DISCARD | WRITE | ISSUED, 3)
            .bytes(),
        new BlktraceReader());
    BinaryFiles.assertEndsWell(
        new Builder(ByteOrder.BIG_ENDIAN, 8).add(100, 8, 4096, WRITE | ISSUED, 5).bytes(),
        new BlktraceReader());
  }

  @Test
  void recognisesItsMagicInBothByteOrders() {
    BlktraceReader reader = new BlktraceReader();
    for (int version : new int[] {7, 8}) {
      for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
        byte[] file = new Builder(order, version).add(1, 0, 1, WRITE, 0).bytes();
        assertEquals(Match.CERTAIN, reader.recognise(new TraceStart(file, true)));
        file[1]++;
        assertEquals(Match.NO, reader.recognise(new TraceStart(file, true)));
      }
    }
    assertEquals(Match.NO, reader.recognise(new TraceStart(new byte[2], true)));
  }
}
