package dev.dirtybench.workloads.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.ReadOptions;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records of the published collections, whose terms forbid to bundle a part, written out. */
class CollectionRecordsTest {
  private static String message(String format, ReadOptions options, String... lines) {
    return assertThrows(TraceFormatException.class, () -> TextTraces.read(format, options, lines))
        .getMessage();
  }

  private static String message(String format, String... lines) {
    return message(format, ReadOptions.DEFAULT, lines);
  }

  @Test
  void msrHasBytesAndWindowsFileTimes() throws IOException {
    WriteTrace trace =
        TextTraces.read(
            "msr",
            "128166372010810581,mds,0,Write,2654453760,4096,54086",
            "128166372010810590,mds,0,Read,2654453760,4096,54086",
            "128166372010810681,mds,0,Write,512,512,54086",
            "128166372010810681,mds,0,Write,512,0,54086");
    assertEquals(List.of("0 W 2654453760 4096", "10000 W 512 512"), TextTraces.rows(trace));
    assertEquals(2532L << 20, trace.deviceSize());
    assertEquals("1 reads left out", trace.comments().get(0));
    assertEquals("1 operations of no length left out", trace.comments().get(1));
  }

  @Test
  void msrNamesADiskAsTheCollectionDoes() throws IOException {
    String[] lines = {
      "128166372010810581,mds,0,Write,0,4096,1", "128166372010810591,mds,1,Write,4096,4096,1"
    };
    assertEquals(
        "msr.txt line 2: expected records of one device, or one chosen by --device (as here"
            + " \"mds_0\", or all), found a second device \"mds_1\"",
        message("msr", lines));
    assertEquals(
        List.of("0 W 4096 4096"),
        TextTraces.rows(TextTraces.read("msr", TextTraces.device("mds_1"), lines)));
    assertEquals(2, TextTraces.read("msr", TextTraces.device("all"), lines).size());
  }

  @Test
  void msrSaysWhatIsWrong() {
    assertEquals(
        "msr.txt line 1: expected Read or Write, found \"Trim\"",
        message("msr", "128166372010810581,mds,0,Trim,0,4096,1"));
    assertEquals(
        "msr.txt line 1: expected a Windows file time of 1970 to 2262, found \"116444735999999999\"",
        message("msr", "116444735999999999,mds,0,Write,0,4096,1"));
    assertEquals(
        "msr.txt line 1: expected the columns Timestamp,Hostname,DiskNumber,Type,Offset,Size,"
            + "ResponseTime, found 3 columns \"128166372010810581,mds,0\"",
        message("msr", "128166372010810581,mds,0"));
    assertEquals(
        "msr.txt line 1: expected the offset, a whole number of 0 to 9223372036854775807, found"
            + " \"-5\"",
        message("msr", "128166372010810581,mds,0,Write,-5,4096,1"));
  }

  @Test
  void alibabaHasBytesAndMicroseconds() throws IOException {
    String[] lines = {
      "0,W,126703644672,4096,1577808000000626",
      "0,R,126703644672,4096,1577808000000630",
      "0,W,126703648768,16384,1577808000001626",
      "419,W,0,512,1577808000001700"
    };
    assertEquals(
        List.of("0 W 126703644672 4096", "1000000 W 126703648768 16384"),
        TextTraces.rows(TextTraces.read("alibaba", TextTraces.device("0"), lines)));
    assertEquals(
        "alibaba.txt line 1: expected opcode R or W, found \"D\"",
        message("alibaba", "0,D,126703644672,4096,1577808000000626"));
    assertEquals(
        "alibaba.txt line 1: expected the time in microseconds, a whole number of 0 to"
            + " 9223372036854775, found \"9223372036854776\"",
        message("alibaba", "0,W,126703644672,4096,9223372036854776"));
  }

  @Test
  void tencentHasSectorsAndSecondsAndOneForAWrite() throws IOException {
    assertEquals(
        List.of("0 W 6610407424 65536", "1000000000 W 0 4096"),
        TextTraces.rows(
            TextTraces.read(
                "tencent",
                "1538323200,12910952,128,1,1063",
                "1538323200,12910952,128,0,1063",
                "1538323201,0,8,1,1063")));
    assertEquals(
        "tencent.txt line 1: expected type 0 (read) or 1 (write), found \"2\"",
        message("tencent", "1538323200,12910952,128,2,1063"));
    assertEquals(
        "tencent.txt line 1: expected the offset in sectors, a whole number of 0 to"
            + " 9007199254740992, found \"9007199254740993\"",
        message("tencent", "1538323200,9007199254740993,128,1,1063"));
  }

  @Test
  void systorHasBytesAndRecordsWithoutType() throws IOException {
    WriteTrace trace =
        TextTraces.read(
            "systor",
            "Timestamp,Response,IOType,LUN,Offset,Size",
            "1456095145.133076000,0.000806000,R,0,899056122368,131072",
            "1456095145.133077000,,W,0,899056253440,4096",
            "1456095145.133078000,0.000806000,,0,899056253440,4096",
            "1456095145.133079000,0.000806000,W,0,4096,4096");
    assertEquals(List.of("0 W 899056253440 4096", "2000 W 4096 4096"), TextTraces.rows(trace));
    assertEquals("1 records without a type left out", trace.comments().get(1));
  }

  @Test
  void spcHasSectorsAndBytesAndSeconds() throws IOException {
    assertEquals(
        List.of("0 W 155426304 3584", "26214000 W 155429888 3584"),
        TextTraces.rows(
            TextTraces.read(
                "spc",
                "0,303567,3584,w,0.000000",
                " 0 , 303568 , 3584 , R , 0.000001",
                " 0 , 303574 , 3584 , W , 0.026214 , 7, 8")));
    assertEquals(
        "spc.txt line 1: expected opcode r or w, found \"x\"",
        message("spc", "0,303567,3584,x,0.000000"));
  }

  @Test
  void fiuHasSectorsAndProcessesWithBlanks() throws IOException {
    String hash = "b2b04a8c0e6d5c2b7f2b8dc49ff1c3a1";
    assertEquals(
        List.of("0 W 99426304 4096", "1000 W 99430400 512"),
        TextTraces.rows(
            TextTraces.read(
                "fiu",
                TextTraces.device("1:0"),
                "85564152538721 318 kjournald 194192 8 W 1 0 " + hash,
                "85564152539721 318 a b  c 194200 1 W 1 0 " + hash + "-" + hash,
                "85564152539722 318 pdflush 194200 1 R 1 0 " + hash,
                "85564152539723 318 pdflush 194200 1 W 6 0 " + hash)));
    assertEquals(
        "fiu.txt line 1: expected W or R, found \"X\"",
        message("fiu", "85564152538721 318 kjournald 194192 8 X 1 0 " + hash));
  }
}
