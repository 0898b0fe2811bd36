package dev.dirtybench.workloads.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTraceReaderTest {
  private static final String HEAD =
      "# device_size_bytes: 1048576\ntimestamp_ns,offset_bytes,length_bytes,op\n";

  @TempDir Path folder;

  private static WriteTrace read(String text) throws IOException {
    return CsvFiles.read(bytes(text), "in.csv");
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static TraceFormatException faultOf(String text) {
    return assertThrows(TraceFormatException.class, () -> read(text));
  }

  @Test
  void readsEveryPartOfTheForm() throws IOException {
    WriteTrace trace =
        read(
            "# block write trace v1\n# name: mine\n#device_size_bytes:1048576\n"
                + "# source: a disk, über NBD\n# operations: 4\n#\n# licence: CC0-1.0\n"
                + "# free text\ntimestamp_ns,offset_bytes,length_bytes,op\n"
                + "0,0,4096,W\n5,4096,512,Z\n5,0,1048576,D\n9223372036854775807,0,0,F\n");
    assertEquals("mine", trace.name());
    assertEquals("a disk, über NBD", trace.source());
    assertEquals(1048576, trace.deviceSize());
    assertEquals(List.of("licence: CC0-1.0", "free text"), trace.comments());
    assertEquals(4, trace.size());
    assertEquals(TraceOperation.WRITE, trace.operation(0));
    assertEquals(TraceOperation.WRITE_ZEROES, trace.operation(1));
    assertEquals(TraceOperation.DISCARD, trace.operation(2));
    assertEquals(TraceOperation.FLUSH, trace.operation(3));
    assertEquals(Long.MAX_VALUE, trace.timestampNs(3));
    assertEquals(4096, trace.offset(1));
    assertEquals(512, trace.length(1));
  }

  @Test
  void takesLinesOfOtherSystemsAndALastLineWithoutAnEnd() throws IOException {
    assertEquals(2, read(HEAD.replace("\n", "\r\n") + "0,0,1,W\r\n1,1,1,W").size());
  }

  @Test
  void readsAFileAndNamesItAfterThePath() throws IOException {
    Path file = folder.resolve("my disk.csv.gz");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write((HEAD + "0,0,1,W\n").getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, packed.toByteArray());
    WriteTrace trace = CsvFiles.read(file);
    assertEquals("my disk", trace.name());
    assertEquals("not stated by my disk", trace.source());
    Files.writeString(file, HEAD + "0,0,1,W\n1,0,1,W\n");
    assertEquals(2, CsvFiles.read(file).size());
  }

  @Test
  void saysWhichFileAndLineIsWrong() throws IOException {
    Path file = folder.resolve("bad.csv");
    Files.writeString(file, HEAD + "0,0,1,W\n1,0,1,X\n");
    var e = assertThrows(TraceFormatException.class, () -> CsvFiles.read(file));
    assertEquals(file.toString(), e.file());
    assertEquals("line 4", e.place());
    assertEquals("op W, Z, D or F", e.expected());
    assertEquals("\"X\"", e.found());
    assertEquals(file + " line 4: expected op W, Z, D or F, found \"X\"", e.getMessage());
  }

  @Test
  void aMissingFileIsNoFormatError() {
    assertThrows(NoSuchFileException.class, () -> CsvFiles.read(folder.resolve("no.csv")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,0,1,w       | op W, Z, D or F                                 | '\"w\"'",
        "0,0,1,WW      | op W, Z, D or F                                 | '\"WW\"'",
        "'0,0,1,'      | op W, Z, D or F                                 | '\"\"'",
        "'0,0,1,W '    | op W, Z, D or F                                 | '\"W \"'",
        "0,0,1048577,W | a range inside the device of 1048576 bytes      "
            + "| offset 0 length 1048577",
        "0,1048576,1,D | a range inside the device of 1048576 bytes      "
            + "| offset 1048576 length 1",
        "0,9223372036854775807,9223372036854775807,W | a range inside the device of 1048576 bytes "
            + "| offset 9223372036854775807 length 9223372036854775807",
        "0,0,0,W       | a length of 1 byte or more for op W             | 0",
        "0,0,1,F       | offset 0 and length 0 for a flush               | offset 0 and length 1",
        "0,5,0,F       | offset 0 and length 0 for a flush               | offset 5 and length 0",
        "0,0,1         | 'the 4 columns timestamp_ns,offset_bytes,length_bytes,op' "
            + "| '3 columns \"0,0,1\"'",
        "0,0,1,W,      | 'the 4 columns timestamp_ns,offset_bytes,length_bytes,op' "
            + "| '5 columns \"0,0,1,W,\"'",
        "''            | 'the 4 columns timestamp_ns,offset_bytes,length_bytes,op' "
            + "| '1 column \"\"'",
        "9223372036854775808,0,1,W | 'timestamp_ns, a whole number of 0 to 9223372036854775807' "
            + "| '\"9223372036854775808\"'",
        "0,-1,1,W      | 'offset_bytes, a whole number of 0 to 9223372036854775807' | '\"-1\"'",
        "0,0,0x10,W    | 'length_bytes, a whole number of 0 to 9223372036854775807' | '\"0x10\"'",
        "0,0,18446744073709551617,W "
            + "| 'length_bytes, a whole number of 0 to 9223372036854775807' "
            + "| '\"18446744073709551617\"'",
        "0,,1,W        | 'offset_bytes, a whole number of 0 to 9223372036854775807' | '\"\"'",
        "'0, 0,1,W'    | 'offset_bytes, a whole number of 0 to 9223372036854775807' | '\" 0\"'",
        "'# late'      | 'an operation, as comments stand before the header' | '\"# late\"'",
      })
  void refusesARow(String row, String expected, String found) {
    TraceFormatException e = faultOf(HEAD + "0,0,1,W\n" + row + "\n0,0,1,W\n");
    assertEquals("line 4", e.place());
    assertEquals(expected, e.expected());
    assertEquals(found, e.found());
  }

  @Test
  void refusesTimesThatGoBack() {
    TraceFormatException e = faultOf(HEAD + "7,0,1,W\n6,0,1,W\n");
    assertEquals(
        "in.csv line 4: expected a time of 7 ns or later, as times do not go back, found 6",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "0", "4611686018427387905", "99999999999999999999", "1e9", "64G", "", "+5"})
  void refusesADeviceSize(String size) {
    TraceFormatException e = faultOf(HEAD.replace("1048576", size) + "0,0,1,W\n");
    assertEquals("line 1", e.place());
    assertEquals("a device size from 1 to 4611686018427387904", e.expected());
    assertEquals('"' + size + '"', e.found());
  }

  @Test
  void takesTheLargestDevice() throws IOException {
    String head = HEAD.replace("1048576", "4611686018427387904");
    assertEquals(WriteTrace.MAX_DEVICE_SIZE, read(head + "0,0,1,W\n").deviceSize());
  }

  @Test
  void refusesAFileWithoutADeviceSize() {
    TraceFormatException e = faultOf("timestamp_ns,offset_bytes,length_bytes,op\n0,0,1,W\n");
    assertEquals(
        "in.csv line 1: expected the comment \"# device_size_bytes: N\","
            + " found the header before it",
        e.getMessage());
    e = faultOf("# columns: timestamp_ns,offset_bytes,length_bytes,op\n0,0,1,W\n");
    assertEquals("the first operation before it", e.found());
  }

  @Test
  void refusesAFileWithoutAHeader() {
    TraceFormatException e = faultOf("# device_size_bytes: 1048576\n0,0,1,W\n");
    assertEquals("line 2", e.place());
    assertEquals(
        "the header timestamp_ns,offset_bytes,length_bytes,op after the comments", e.expected());
    assertEquals("\"0,0,1,W\"", e.found());
  }

  @Test
  void refusesOtherColumns() {
    assertEquals(
        "\"ts,offset,length,op\"",
        faultOf("# device_size_bytes: 1\n# columns: ts,offset,length,op\n0,0,1,W\n").found());
    assertEquals(
        "\"ts,offset,length,op\"",
        faultOf("# device_size_bytes: 1\nts,offset,length,op\n0,0,1,W\n").found());
  }

  @Test
  void refusesAnotherVersion() {
    TraceFormatException e = faultOf("# block write trace v2\n" + HEAD + "0,0,1,W\n");
    assertEquals(
        "in.csv line 1: expected \"block write trace v1\", found \"block write trace v2\"",
        e.getMessage());
  }

  @Test
  void refusesASecondValueForOneKey() {
    assertEquals(
        "in.csv line 2: expected one comment \"# device_size_bytes: ...\", found a second one",
        faultOf("# device_size_bytes: 1048576\n" + HEAD).getMessage());
    assertEquals("line 2", faultOf("# name: a\n# name: b\n" + HEAD).place());
    assertEquals("line 2", faultOf("# source: a\n# source: b\n" + HEAD).place());
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "'# just talk\n', 2", "'# device_size_bytes: 9\n', 2"})
  void refusesAFileThatEndsBeforeItsHeader(String text, long line) {
    TraceFormatException e = faultOf(text);
    assertEquals("the end of the file", e.found());
    assertEquals("line " + line, e.place());
  }

  @Test
  void refusesAFileWithoutOperationsUnlessItSaysSo() throws IOException {
    assertEquals(
        "in.csv line 3: expected 1 operation or more, found the end of the file after 0",
        faultOf(HEAD).getMessage());
    assertEquals(0, read("# operations: 0\n" + HEAD).size());
  }

  @Test
  void noticesThatRowsAreMissing() {
    TraceFormatException e = faultOf("# operations: 3\n" + HEAD + "0,0,1,W\n1,0,1,W\n");
    assertEquals(
        "in.csv line 6: expected 3 operations, found the end of the file after 2", e.getMessage());
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] text = (HEAD + "0,0,1,W\n").getBytes(StandardCharsets.UTF_8);
    text[3] = (byte) 0xff;
    var e =
        assertThrows(
            TraceFormatException.class,
            () -> CsvFiles.read(new ByteArrayInputStream(text), "in.csv"));
    assertEquals("text in UTF-8", e.expected());
  }

  @Test
  void messagesStayOnOneLineWhateverIsFound() {
    TraceFormatException e = faultOf(HEAD + "0,0,1,\u0007\u001b[31m\"\\" + "x".repeat(100) + "\n");
    assertEquals("\"\\u0007\\u001b[31m\\\"\\\\" + "x".repeat(32) + "\"...", e.found());
    e = assertThrows(TraceFormatException.class, () -> CsvFiles.read(bytes("oops"), "a\nb.csv"));
    assertEquals(1, e.getMessage().lines().count());
  }
}
