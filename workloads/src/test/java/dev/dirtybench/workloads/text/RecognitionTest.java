package dev.dirtybench.workloads.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceReaders;
import dev.dirtybench.workloads.read.TraceStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every reader looks at a file of every form; one alone takes it for its own. */
class RecognitionTest {
  private static final Map<String, String> RECORDINGS =
      Map.of(
          "bt.blkparse.txt.gz", "blkparse",
          "bz.blkparse.txt.gz", "blkparse",
          "bt.qemu-trace.log.gz", "qemu-trace",
          "bz.qemu-trace.log", "qemu-trace",
          "fio-v3-head.iolog.gz", "fio",
          "fio-3.33-two-runs.iolog", "fio",
          "nbdkit-log-head.txt.gz", "nbdkit",
          "/dev/dirtybench/workloads/catalog/bt.csv.gz", "csv");

  private static List<String> takers(TraceStart start) {
    return TraceReaders.all().stream()
        .filter(reader -> reader.recognise(start) != Match.NO)
        .map(TraceReader::format)
        .toList();
  }

  private static TraceStart start(String text) {
    return new TraceStart(text.getBytes(StandardCharsets.ISO_8859_1), true);
  }

  @Test
  void everyRecordingHasOneTaker() throws IOException {
    for (Map.Entry<String, String> recording : RECORDINGS.entrySet()) {
      try (TraceInput input =
          TraceInput.of(
              RecognitionTest.class.getResourceAsStream(recording.getKey()), recording.getKey())) {
        assertEquals(List.of(recording.getValue()), takers(input.start()), recording.getKey());
      }
    }
  }

  @Test
  void everySampleHasOneTakerWithEitherLineEnd() {
    Map<String, String> samples = new LinkedHashMap<>(Samples.all());
    samples.put("csv", "timestamp_ns,offset_bytes,length_bytes,op\n0,0,1,W\n");
    samples.forEach(
        (format, text) -> {
          assertEquals(List.of(format), takers(start(text)), text);
          assertEquals(List.of(format), takers(start(text.replace("\n", "\r\n"))), text);
        });
  }

  @Test
  void collectionsAreKnownByTheirColumnsToo() {
    assertEquals(
        List.of("msr"),
        takers(start("Timestamp,Hostname,DiskNumber,Type,Offset,Size,ResponseTime\n")));
    assertEquals(
        List.of("alibaba"), takers(start("device_id,opcode,offset,length,timestamp\nrubbish\n")));
    assertEquals(
        List.of("systor"), takers(start("1456095145.133076000,,W,0,899056122368,131072\n")));
    assertEquals(List.of("fio"), takers(start("fio version 2 iolog\n")));
    assertEquals(
        List.of("qemu-trace"),
        takers(start("bdrv_co_pwritev bs 0x1 offset 0 nbytes 512 flags 0x0\n")));
  }

  @Test
  void nobodyTakesWhatIsNone() {
    for (String text :
        List.of(
            "",
            "\n",
            "1,2,3,4,5\n",
            "1,2,3\n",
            "0,W,1\n",
            "fio version 4 iolog\n",
            "fio version 1 iolog\n",
            "hello world\n",
            "254,0 1 2 3.4 5 Q\n",
            "\0\0\0\0",
            "x".repeat(1 << 16))) {
      assertEquals(List.of(), takers(start(text)), text.substring(0, Math.min(20, text.length())));
    }
  }
}
