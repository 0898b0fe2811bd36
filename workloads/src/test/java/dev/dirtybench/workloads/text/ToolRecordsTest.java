package dev.dirtybench.workloads.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.ReadOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single records of the tools' forms, those above all that a plain reader takes wrongly. */
class ToolRecordsTest {
  private static final String BLK = "  8,0    1        1     0.000000001   131  ";
  private static final String NBD = "2026-11-22 18:14:47.";

  private static List<String> rows(String format, String... lines) throws IOException {
    return TextTraces.rows(TextTraces.read(format, lines));
  }

  private static String message(String format, String... lines) {
    return assertThrows(
            TraceFormatException.class, () -> TextTraces.read(format, ReadOptions.DEFAULT, lines))
        .getMessage();
  }

  @Test
  void blkparseTellsOperationsFromTheirModifiers() throws IOException {
    assertEquals(
        List.of("0 W 4096 4096", "0 W 0 512", "0 D 8192 512", "0 D 0 512", "0 F 0 0", "0 F 0 0"),
        rows(
            "blkparse",
            BLK + "D FWFSM 8 + 8 [a + b]",
            BLK + "D  WS 0 + 1 [x]",
            BLK + "D  DS 16 + 1 [x]",
            BLK + "D   D 0 + 1 [x]",
            BLK + "D  FN [kworker/0:0H]",
            BLK + "D FWS 0 + 0 [x]",
            BLK + "D   R 8 + 8 [D]",
            BLK + "D   N [x]",
            BLK + "D   R 36 (12 00 00 00) [udevd]",
            BLK + "D   W 8 + 0 [x]"));
  }

  @Test
  void blkparseLeavesOutOtherActionsMessagesRemapsAndSplits() throws IOException {
    WriteTrace trace =
        TextTraces.read(
            "blkparse",
            BLK + "m   N cfq131 D WS 8 + 8",
            BLK + "A  WS 8 + 8 <- (8,1) 0",
            BLK + "X  WS 8 / 16 [x]",
            BLK + "P   N [x]",
            BLK + "UT  N [x] 1",
            BLK + "Q  WS 8 + 8 [x]",
            BLK + "D  WS 8 + 8 [x]",
            BLK + "C  WS 8 + 8 [0]");
    assertEquals(List.of("0 W 4096 4096"), TextTraces.rows(trace));
    assertEquals("7 records of other actions than D left out", trace.comments().get(0));
  }

  @Test
  void blkparsesSecondCompletionOfAForcedWriteDoesNotCount() throws IOException {
    assertEquals(
        List.of("0 W 4193792 512", "0 F 0 0"),
        TextTraces.rows(
            TextTraces.read(
                "blkparse",
                TextTraces.setting("action", "C"),
                BLK + "C  WS 8191 + 1 [0]",
                BLK + "C  FN 0 [0]",
                BLK + "C  WS 8191 [0]")));
  }

  @Test
  void blkparsesSumsAreNoRecords() throws IOException {
    assertEquals(
        List.of("0 W 4096 4096"),
        rows(
            "blkparse",
            BLK + "D  WS 8 + 8 [x]",
            "CPU0 (sda):",
            " Reads Queued:           0,        0KiB\t Writes Queued:           1,        4KiB",
            " IO unplugs:             0        \t Timer unplugs:           0",
            "",
            "Throughput (R/W): 0KiB/s / 4KiB/s",
            "Events (sda): 33 entries",
            "Skips: 0 forward (0 -   0.0%)",
            "Input file sda.blktrace.0 added"));
    assertEquals(
        "blkparse.txt line 2: expected a record of blkparse, or its sums, found \"what is this\"",
        message("blkparse", BLK + "D  WS 8 + 8 [x]", "what is this"));
  }

  @Test
  void blkparseTakesOneDeviceOfSeveral() throws IOException {
    String[] lines = {BLK + "D WS 8 + 8 [x]", BLK.replace("8,0 ", "8,16") + "D WS 0 + 8 [x]"};
    assertTrue(message("blkparse", lines).contains("a second device \"8,16\""));
    for (String name : List.of("8,16", "8:16")) {
      assertEquals(
          List.of("0 W 0 4096"),
          TextTraces.rows(TextTraces.read("blkparse", TextTraces.device(name), lines)));
    }
  }

  @Test
  void blkparseRefusesALineThatIsCut() {
    for (String cut : List.of("D", "D WS", "D WS 8", "D WS 8 +", "D FN")) {
      assertTrue(message("blkparse", BLK + cut).startsWith("blkparse.txt line 1: expected "), cut);
    }
  }

  @Test
  void fiosVersionTwoHasNoTimes() throws IOException {
    WriteTrace trace =
        TextTraces.read(
            "fio",
            "fio version 2 iolog",
            "/dev/vda add",
            "/dev/vda open",
            "/dev/vda write 4096 8192",
            "/dev/vda wait 500 0",
            "/dev/vda datasync 0 0",
            "/dev/vda trim 0 512",
            "/dev/vda close");
    assertEquals(List.of("0 W 4096 8192", "0 F 0 0", "0 D 0 512"), TextTraces.rows(trace));
    assertEquals(
        List.of(
            "1 wait lines left out",
            "3 operations without a time, as version 2 of the iolog has none"),
        trace.comments().subList(0, 2));
  }

  @Test
  void fiosVersionsFollowEachOtherInOneFile() throws IOException {
    assertEquals(
        List.of("0 W 0 512", "5000 W 512 512", "5000 W 1024 512", "12000 W 1536 512"),
        rows(
            "fio",
            "fio version 3 iolog",
            "5 a write 0 512",
            "10 a write 512 512",
            "fio version 2 iolog",
            "a write 1024 512",
            "fio version 3 iolog",
            "7 a write 1536 512"));
  }

  @Test
  void fiosFilesAreDevices() throws IOException {
    String[] lines = {"fio version 3 iolog", "0 a write 0 512", "1 b write 512 512"};
    assertTrue(message("fio", lines).contains("a second device \"b\""));
    assertEquals(
        List.of("0 W 512 512"),
        TextTraces.rows(TextTraces.read("fio", TextTraces.device("b"), lines)));
  }

  @Test
  void fioSaysWhatIsWrong() {
    assertEquals(
        "fio.txt line 1: expected \"fio version 2 iolog\" or \"fio version 3 iolog\", found"
            + " \"fio version 1 iolog\"",
        message("fio", "fio version 1 iolog"));
    assertEquals(
        "fio.txt line 2: expected read, write, trim, sync or datasync, found \"wait\"",
        message("fio", "fio version 3 iolog", "0 a wait 1 0"));
    assertEquals(
        "fio.txt line 2: expected add, open or close, found \"unlink\"",
        message("fio", "fio version 3 iolog", "0 a unlink"));
    assertEquals(
        "fio.txt line 2: expected TIME FILE ACTION with or without OFFSET LENGTH, found"
            + " \"0 my file write 0 512\"",
        message("fio", "fio version 3 iolog", "0 my file write 0 512"));
  }

  @Test
  void qemusOldEventsAreFoundWhereTheNewOneIsMissing() throws IOException {
    assertEquals(
        List.of("0 W 512 1024", "0 Z 2048 512"),
        rows(
            "qemu-trace",
            "bdrv_co_pwritev bs 0x1 offset 512 nbytes 1024 flags 0x0",
            "bdrv_co_preadv bs 0x1 offset 512 nbytes 1024 flags 0x0",
            "bdrv_co_pwritev bs 0x1 offset 2048 nbytes 512 flags 0x6"));
    String[] both = {
      "blk_co_pwritev blk 0x9 bs 0x1 offset 0 bytes 512 flags 0x0",
      "bdrv_co_pwritev_part bs 0x1 offset 0 bytes 512 flags 0x0",
      "bdrv_co_pwritev_part bs 0x2 offset 4096 bytes 512 flags 0x0"
    };
    assertEquals(List.of("0 W 0 512"), rows("qemu-trace", both));
    TraceFormatException e =
        assertThrows(
            TraceFormatException.class,
            () ->
                TextTraces.read(
                    "qemu-trace", TextTraces.setting("event", "bdrv_co_pwritev_part"), both));
    assertEquals("a second device \"0x2\"", e.found());
  }

  @Test
  void qemusLogRefusesALineThatIsCut() {
    String whole = "1@2.000003:blk_co_pwritev blk 0x9 bs 0x1 offset 0 bytes 512 flags 0x";
    assertTrue(message("qemu-trace", whole).contains("the flags, a hexadecimal number"));
    assertTrue(message("qemu-trace", "1@2.000003").contains("expected PID@SECONDS:EVENT"));
  }

  @Test
  void biosnoopCountsItsFieldsFromTheRight() throws IOException {
    assertEquals(
        List.of("0 W 6703390720 4096", "1000 W 0 512", "2000 D 512 512", "3000 F 0 0"),
        rows(
            "biosnoop",
            "Tracing block device I/O... Hit Ctrl-C to end.",
            "TIME(s)  COMM   PID  DISK  T SECTOR BYTES QUE(ms) LAT(ms)",
            "0.000004 supervise 1950 xvda1 W 13092560 4096 0.01 0.74",
            "0.000005 Web Content 1 W 1950 xvda1 WS 0 512 0.01 0.74",
            "0.000006 x 1950 xvda1 D 1 512 0.01 0.74",
            "0.000007 x 0 xvda1 FF 18446744073709551615 0 0.01 0.74",
            "0.000008 x 1950 xvda1 R 1 512 0.01 0.74"));
    assertEquals(
        "biosnoop.txt line 2: expected the header TIME(s) COMM PID DISK T SECTOR BYTES LAT(ms),"
            + " found the end of the file",
        message("biosnoop", "Tracing"));
  }

  @Test
  void nbdkitsRequestsCountWhenTheyEndWell() throws IOException {
    WriteTrace trace =
        TextTraces.read(
            "nbdkit",
            NBD + "000001 Ready thread_model=3",
            NBD + "000002 connection=1 Write id=1 offset=0x1000 count=0x200 fua=0 ...",
            NBD + "000003 connection=2 Trim id=1 offset=0x0 count=0x200 fua=0 ...",
            NBD + "000004 connection=2 ...Trim id=1 return=0",
            NBD + "000005 connection=1 Zero id=2 offset=0x2000 count=0x200 trim=1 fua=0 fast=1 ...",
            NBD + "000006 connection=1 ...Write id=1 return=0",
            NBD + "000007 connection=1 ...Zero id=2 return=-1 error=ENOTSUP",
            NBD + "000008 connection=1 Flush id=3 ...",
            NBD + "000009 connection=1 ...Flush id=3 return=0",
            NBD + "000010 connection=1 Extents id=4 offset=0x0 count=0x200 req_one=0 ...",
            NBD + "000011 connection=1 ...Write id=77 return=0",
            NBD + "000012 connection=1 Write id=5 offset=0x0 count=0x200 fua=0 ...");
    assertEquals(List.of("0 D 0 512", "2000 W 4096 512", "5000 F 0 0"), TextTraces.rows(trace));
    assertEquals(
        List.of(
            "1 requests that failed left out",
            "1 requests without an end left out",
            "1 ends of requests that began before left out"),
        trace.comments().subList(0, 3));
  }

  @Test
  void nbdkitsClockGoesOnAtMidnight() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String time : List.of("2024-02-29 23:59:59.999999", "2024-03-01 00:00:00.000000")) {
      lines.add(time + " connection=1 Trim id=1 offset=0x0 count=0x200 fua=0 ...");
      lines.add(time + " connection=1 ...Trim id=1 return=0");
    }
    assertEquals(
        List.of("0 D 0 512", "1000 D 0 512"), rows("nbdkit", lines.toArray(String[]::new)));
    lines.replaceAll(line -> line.replace("2024-02-29", "2023-02-29"));
    assertEquals(
        "nbdkit.txt line 2: expected a date as 2026-11-22, found \"2023-02-29\"",
        message("nbdkit", lines.toArray(String[]::new)));
  }

  @Test
  void nbdkitsRequestsWithoutAnEndTakeBoundedMemory() {
    List<String> lines = new ArrayList<>();
    for (int id = 0; id <= NbdkitStream.MOST_WAITING; id++) {
      lines.add(NBD + "000001 connection=1 Trim id=" + id + " offset=0x0 count=0x200 fua=0 ...");
    }
    assertEquals(
        "nbdkit.txt line 65537: expected at most 65536 requests without an end, found more",
        message("nbdkit", lines.toArray(String[]::new)));
  }
}
