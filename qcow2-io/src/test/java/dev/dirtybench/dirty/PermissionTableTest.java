package dev.dirtybench.dirty;

import static dev.dirtybench.dirty.BitmapOperation.*;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.BackupRequest.BitmapMode;
import dev.dirtybench.dirty.BackupRequest.SyncMode;
import dev.dirtybench.dirty.BitmapHold.ExportLookup;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks every cell of operation and state: the operation itself is tried on a bitmap in that state,
 * and the table that is written down here says what must happen.
 */
class PermissionTableTest {
  /** Tries an operation on the bitmap x; y and the target are in good order. */
  private interface Attempt {
    void on(Fixture fixture) throws Exception;
  }

  /** What the table says of one row: a letter for each state that refuses. */
  private record Row(String refusals, BitmapOperation operation, Attempt attempt) {}

  private static final BackupTarget TARGET = new BackupTarget(16 * Fixture.MIB, 65536);

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("add", new Row("", ADD, f -> f.add("other")));
    rows.put("remove", new Row("BR", REMOVE, f -> f.node.remove("x")));
    rows.put("clear", new Row("BRI", CLEAR, f -> f.node.clear("x")));
    rows.put("enable", new Row("BI", ENABLE, f -> f.node.enable("x")));
    rows.put("disable", new Row("BI", DISABLE, f -> f.node.disable("x")));
    rows.put("merge destination", new Row("BRI", MERGE_DESTINATION, f -> f.node.merge("x", "y")));
    rows.put("merge source", new Row("BI", MERGE_SOURCE, f -> f.node.merge("y", "x")));
    rows.put(
        "backup incremental",
        new Row("BRI", BACKUP_CHANGING, f -> backup(f, BackupRequest.incremental("x"))));
    for (SyncMode sync : List.of(SyncMode.BITMAP, SyncMode.FULL, SyncMode.TOP)) {
      for (BitmapMode mode : List.of(BitmapMode.ON_SUCCESS, BitmapMode.ALWAYS)) {
        rows.put(
            "backup " + sync + " " + mode,
            new Row("BRI", BACKUP_CHANGING, f -> backup(f, BackupRequest.of(sync, "x", mode))));
      }
    }
    rows.put(
        "backup BITMAP NEVER",
        new Row(
            "BI",
            BACKUP_READING,
            f -> backup(f, BackupRequest.of(SyncMode.BITMAP, "x", BitmapMode.NEVER))));
    rows.put("create successor", new Row("B", CREATE_SUCCESSOR, f -> f.node.createSuccessor("x")));
    for (Access access : Access.values()) {
      rows.put(
          "NBD export " + access,
          new Row(
              "BI",
              NBD_EXPORT,
              f -> BitmapHold.export(f.node, "x", access, ExportLookup.NODE_AND_NAME)));
    }
    rows.put("migration", new Row("BRI", MIGRATION, f -> BitmapHold.migration(f.node, "x", "x")));
    rows.put("resize", new Row("BRI", RESIZE, f -> f.node.resize(17 * Fixture.MIB)));
    rows.put("may resize", new Row("BRI", RESIZE, f -> f.node.requireCanResize(Fixture.MIB)));
    rows.put(
        "copy before write",
        new Row("BI", COPY_BEFORE_WRITE, f -> f.node.require("x", COPY_BEFORE_WRITE)));
    rows.put("query", new Row("", QUERY, f -> f.node.query()));
    rows.put("sha256", new Row("", SHA256, f -> f.node.require("x").sha256()));
    rows.put("write", new Row("R", GUEST_WRITE, f -> f.node.write(0, 512)));
    rows.put("write of zeroes", new Row("R", GUEST_WRITE, f -> f.node.writeZeroes(0, 512)));
    rows.put("discard", new Row("R", GUEST_WRITE, f -> f.node.discard(0, 512)));
    for (String action : List.of("clear", "enable", "disable", "merge", "remove")) {
      Row plain = rows.get(action.equals("merge") ? "merge destination" : action);
      rows.put(
          "transaction of " + action,
          new Row(plain.refusals(), plain.operation(), f -> transaction(f, action)));
    }
    return rows;
  }

  private static void backup(Fixture fixture, BackupRequest request) {
    fixture.node.startBackup(request, TARGET);
  }

  private static void transaction(Fixture fixture, String action) throws Exception {
    BitmapTransaction transaction = new BitmapTransaction();
    BitmapNode node = fixture.node;
    switch (action) {
      case "clear" -> transaction.clear(node, "x");
      case "enable" -> transaction.enable(node, "x");
      case "disable" -> transaction.disable(node, "x");
      case "merge" -> transaction.merge(node, "x", List.of(new MergeSource(node, "y")));
      default -> transaction.remove(node, "x");
    }
    transaction.run();
  }

  @TestFactory
  Stream<DynamicTest> everyOperationInEveryState() {
    return rows().entrySet().stream()
        .flatMap(
            row ->
                StateChecksTest.everyState()
                    .map(
                        state ->
                            DynamicTest.dynamicTest(
                                row.getKey() + " of a bitmap that is " + state,
                                () -> tryOut(row.getValue(), state))));
  }

  private static void tryOut(Row row, Set<Refusal> state) throws Exception {
    Fixture fixture = new Fixture();
    fixture.addDisabled("y");
    DirtyBitmap x = fixture.addPersistent("x");
    fixture.write(1, 2);
    StateChecksTest.put(x, state);
    BitmapInfo before = x.info();
    String hash = x.sha256();
    Optional<Refusal> expected = firstRefusal(row.refusals(), state);
    if (expected.isEmpty()) {
      assertDoesNotThrow(() -> row.attempt().on(fixture));
      return;
    }
    if (row.operation() == GUEST_WRITE) {
      WriteRefusedException refused =
          assertThrows(WriteRefusedException.class, () -> row.attempt().on(fixture));
      assertTrue(refused.getMessage().contains("'x' is readonly"), refused.getMessage());
    } else {
      BitmapRefusedException refused =
          assertThrows(BitmapRefusedException.class, () -> row.attempt().on(fixture));
      assertEquals(expected.get(), refused.refusal());
      assertEquals(expected.get().message("x"), refused.getMessage());
    }
    assertEquals(before, x.info(), "a refused operation changes nothing");
    assertEquals(hash, x.sha256());
    assertEquals(2, fixture.node.bitmaps().size());
    assertEquals(Set.of("x"), fixture.store.stored);
  }

  private static Optional<Refusal> firstRefusal(String letters, Set<Refusal> state) {
    return Stream.of(Refusal.BUSY, Refusal.READ_ONLY, Refusal.INCONSISTENT)
        .filter(one -> letters.indexOf(one.name().charAt(0)) >= 0 && state.contains(one))
        .findFirst();
  }

  @Test
  void theTableAsDataSaysTheSame() {
    for (Map.Entry<String, Row> row : rows().entrySet()) {
      Set<Refusal> expected = EnumSet.noneOf(Refusal.class);
      for (Refusal refusal : Refusal.values()) {
        if (row.getValue().refusals().indexOf(refusal.name().charAt(0)) >= 0) {
          expected.add(refusal);
        }
      }
      assertEquals(expected, row.getValue().operation().refusals(), row.getKey());
    }
  }

  @Test
  void everyOperationOfTheTableIsTried() {
    Set<BitmapOperation> tried = EnumSet.of(ABDICATE, RECLAIM); // below, they need a successor
    rows().values().forEach(row -> tried.add(row.operation()));
    assertEquals(EnumSet.allOf(BitmapOperation.class), tried);
  }

  @TestFactory
  Stream<DynamicTest> abdicateAndReclaimAskForASuccessorAlone() {
    return StateChecksTest.everyState()
        .flatMap(
            state ->
                Stream.of("abdicate", "reclaim")
                    .map(
                        way ->
                            DynamicTest.dynamicTest(
                                way + " of a bitmap that is " + state,
                                () -> endTwice(way, state))));
  }

  private static void endTwice(String way, Set<Refusal> state) {
    Fixture fixture = new Fixture();
    DirtyBitmap x = fixture.addPersistent("x");
    fixture.node.createSuccessor("x");
    StateChecksTest.put(x, state);
    end(fixture, way);
    assertEquals(
        state.contains(Refusal.INCONSISTENT),
        fixture.node.require("x").isInconsistent(),
        "a bitmap never becomes consistent");
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> end(fixture, way));
    assertTrue(refused.getMessage().contains("has no successor"), refused.getMessage());
  }

  private static void end(Fixture fixture, String way) {
    if (way.equals("abdicate")) {
      fixture.node.abdicate("x");
    } else {
      fixture.node.reclaim("x");
    }
  }

  @Test
  void aBitmapThatIsNotThereIsNamed() {
    Map<String, Row> rows = rows();
    List.of("add", "resize", "may resize", "query", "write", "write of zeroes", "discard")
        .forEach(rows::remove);
    for (Map.Entry<String, Row> row : rows.entrySet()) {
      Fixture fixture = new Fixture();
      fixture.addDisabled("y");
      UnknownBitmapException unknown =
          assertThrows(
              UnknownBitmapException.class,
              () -> row.getValue().attempt().on(fixture),
              row.getKey());
      assertEquals("Dirty bitmap 'x' not found", unknown.getMessage());
      assertEquals("x", unknown.bitmap());
    }
  }
}
