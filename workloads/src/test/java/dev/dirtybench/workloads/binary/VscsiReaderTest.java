package dev.dirtybench.workloads.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.TraceStart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VscsiReaderTest {
  private static final String DESCRIBED =
      "f40000800002000001000000" + "2a000001" + "091a8f0200000000" + "22cf82be1f050000";

  /** Records of a version, each command, length, block, microseconds. */
  private static byte[] records(int version, long[]... records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int number = 1;
    for (long[] values : records) {
      ByteBuffer record =
          ByteBuffer.allocate(version == 1 ? 32 : 40).order(ByteOrder.LITTLE_ENDIAN);
      if (version == 1) {
        record.putInt(number).putInt((int) values[1]).putInt(1);
        record.putShort((short) values[0]).putShort((short) 0x0100);
      } else {
        record.putShort((short) values[0]).putShort((short) 0x0200);
        record.putInt(number).putInt((int) values[1]).putInt(1);
      }
      record.putLong(values[2]).putLong(values[3]);
      out.writeBytes(record.array());
      number++;
    }
    return out.toByteArray();
  }

  private static WriteTrace read(byte[] bytes) throws IOException {
    return BinaryFiles.read(bytes, BinaryFiles.disk(1L << 40));
  }

  @Test
  void readsTheRecordOfTheDescription() throws IOException {
    byte[] record = HexFormat.of().parseHex(DESCRIBED);
    assertEquals(List.of("0 21981565440 512 W"), BinaryFiles.lines(read(record)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void readsEveryCommandThatWrites(int version) throws IOException {
    byte[] file =
        records(
            version,
            new long[] {0x0a, 512, 1, 1000},
            new long[] {0x2a, 512, 2, 1001},
            new long[] {0xaa, 512, 3, 1002},
            new long[] {0x8a, 512, 4, 1003},
            new long[] {0x2e, 512, 5, 1004},
            new long[] {0x8e, 512, 6, 1005},
            new long[] {0xae, 512, 7, 1006},
            new long[] {0x41, 512, 8, 1007},
            new long[] {0x93, 512, 9, 1008},
            new long[] {0x42, 24, 10, 1009},
            new long[] {0x35, 0, 0, 1010},
            new long[] {0x91, 0, 0, 1011},
            new long[] {0x28, 512, 1, 1012},
            new long[] {0x00, 0, 0, 1013},
            new long[] {0x2a, 0, 3, 1014});
    WriteTrace trace = read(file);
    assertEquals(
        List.of(
            "0 512 512 W",
            "1000 1024 512 W",
            "2000 1536 512 W",
            "3000 2048 512 W",
            "4000 2560 512 W",
            "5000 3072 512 W",
            "6000 3584 512 W",
            "7000 4096 512 W",
            "8000 4608 512 W",
            "9000 5120 24 D",
            "10000 0 0 F",
            "11000 0 0 F"),
        BinaryFiles.lines(trace));
    assertEquals(
        List.of(
            "1 reads left out",
            "1 commands that neither read nor write left out",
            "1 writes without a length left out",
            "2 WRITE SAME taken with the length of their data, as the file has no other",
            "1 UNMAP taken with the record's one range, as the file has no other"),
        trace.comments());
  }

  @Test
  void refusesRecordsOutOfBoundsCutOrOfAnotherVersion() {
    long[] good = {0x2a, 512, 1, 1};
    for (long[] wrong :
        List.of(
            new long[] {0x2a, 512, 1L << 54, 1},
            new long[] {0x2a, 512, -1, 1},
            new long[] {0x2a, 512, 1, -1},
            new long[] {0x2a, 512, 1, Long.MAX_VALUE / 1000 + 1},
            new long[] {0x2a, 512, 1L << 23, 1})) {
      byte[] bytes = records(1, good, wrong);
      assertEquals("record 2 at byte 32", BinaryFiles.assertRefused(bytes, null).place());
    }
    byte[] many = records(2, good, good, good, good, good, good, good, good, good);
    many[8 * 40 + 3] = 1;
    assertEquals("record 9 at byte 320", BinaryFiles.assertRefused(many, null).place());
    BinaryFiles.assertRefused(Arrays.copyOf(many, 79), null);
    BinaryFiles.assertRefused(new byte[100], "vscsi");
  }

  @Test
  void endsWellOnAnyInput() {
    long[] write = {0x2a, 512, 1, 1};
    BinaryFiles.assertEndsWell(records(1, write, write), new VscsiReader());
    BinaryFiles.assertEndsWell(records(2, write, write), new VscsiReader());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void recognisesTwoRecordsForCertain(int version) {
    long[] write = {0x2a, 512, 1, 1};
    VscsiReader reader = new VscsiReader();
    byte[] two = records(version, write, write);
    assertEquals(Match.CERTAIN, reader.recognise(new TraceStart(two, true)));
    byte[] one = records(version, write);
    assertEquals(Match.POSSIBLE, reader.recognise(new TraceStart(one, true)));
    two[two.length / 2 + (version == 1 ? 15 : 3)] = 9;
    assertEquals(Match.NO, reader.recognise(new TraceStart(two, true)));
    assertEquals(Match.NO, reader.recognise(new TraceStart(new byte[200], false)));
  }
}
