package dev.dirtybench.dirty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryJsonTest {
  private final Fixture fixture = new Fixture();

  @Test
  void noBitmapsAreAnEmptyArray() {
    assertEquals("[]", QueryJson.write(List.of(), QueryJson.Form.CURRENT));
  }

  @Test
  void recordsHaveTheNamesOfQmpAndStandNewestFirst() {
    fixture.addDisabled("a");
    fixture.add("b");
    fixture.write(1);
    fixture.node.storage().add("c", Fixture.G4K, Recording.ENABLED, Health.INCONSISTENT);
    assertEquals(
        "[{\"name\": \"c\", \"count\": 0, \"granularity\": 4096, \"recording\": false,"
            + " \"busy\": false, \"persistent\": true, \"inconsistent\": true},"
            + " {\"name\": \"b\", \"count\": 65536, \"granularity\": 65536, \"recording\": true,"
            + " \"busy\": false, \"persistent\": false},"
            + " {\"name\": \"a\", \"count\": 0, \"granularity\": 65536, \"recording\": false,"
            + " \"busy\": false, \"persistent\": false}]",
        QueryJson.write(fixture.node.query(), QueryJson.Form.CURRENT));
  }

  @Test
  void theOlderFormHasTheStatusWordAndAnAnonymousBitmapNoName() {
    fixture.add("a");
    fixture.node.createSuccessor("a");
    assertEquals(
        "[{\"count\": 0, \"granularity\": 65536, \"recording\": true, \"busy\": false,"
            + " \"status\": \"active\", \"persistent\": false},"
            + " {\"name\": \"a\", \"count\": 0, \"granularity\": 65536, \"recording\": true,"
            + " \"busy\": true, \"status\": \"frozen\", \"persistent\": false}]",
        QueryJson.write(fixture.node.query(), QueryJson.Form.WITH_STATUS));
  }

  @Test
  void namesAreEscaped() {
    fixture.addDisabled("q\"b\\n\nü\u0001");
    String json = QueryJson.write(fixture.node.query(), QueryJson.Form.CURRENT);
    assertEquals(
        "[{\"name\": \"q\\\"b\\\\n\\u000aü\\u0001\"", json.substring(0, json.indexOf(", ")));
  }
}
