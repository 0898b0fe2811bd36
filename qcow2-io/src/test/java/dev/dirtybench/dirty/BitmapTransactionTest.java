package dev.dirtybench.dirty;

import static dev.dirtybench.dirty.Fixture.dirty;
import static dev.dirtybench.dirty.Fixture.granules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BitmapTransactionTest {
  private final Fixture fixture = new Fixture();
  private final BitmapNode node = fixture.node;

  @BeforeEach
  void addSome() {
    fixture.addPersistent("kept");
    fixture.add("on");
    fixture.addDisabled("off");
    fixture.write(1, 2);
  }

  private BitmapTransaction everything() {
    return new BitmapTransaction()
        .add(node, BitmapSpec.named("new").with(Recording.DISABLED))
        .merge(node, "new", List.of(new MergeSource(node, "on")))
        .clear(node, "on")
        .enable(node, "off")
        .disable(node, "on")
        .remove(node, "kept");
  }

  private Map<String, List<Object>> picture() {
    return node.bitmaps().stream()
        .collect(
            Collectors.toMap(
                bitmap -> bitmap.name().orElseThrow(),
                bitmap ->
                    List.of(
                        bitmap.info(),
                        bitmap.sha256(),
                        bitmap.isPersistent(),
                        System.identityHashCode(bitmap))));
  }

  @Test
  void allActionsAreCarriedOut() throws IOException {
    everything().run();
    assertEquals(granules(1, 2), dirty(node.require("new")));
    assertEquals(granules(), dirty(node.require("on")));
    assertTrue(node.require("off").isEnabled());
    assertFalse(node.require("on").isEnabled());
    assertTrue(node.find("kept").isEmpty());
    assertEquals(Set.of(), fixture.store.stored);
    assertEquals(List.of(List.of("kept")), fixture.store.removals);
  }

  @Test
  void anAbortUndoesAllAndNeverTouchesTheStore() {
    Map<String, List<Object>> before = picture();
    List<DirtyBitmap> order = node.bitmaps();
    BitmapTransaction transaction = everything().abort();
    assertThrows(IllegalStateException.class, transaction::run);
    assertEquals(before, picture());
    assertEquals(order, node.bitmaps());
    assertEquals(List.of(), fixture.store.removals);
    assertEquals(Set.of("kept"), fixture.store.stored);
  }

  @Test
  void anActionThatIsRefusedUndoesThoseBeforeIt() {
    fixture.add("busy").setBusy(true);
    Map<String, List<Object>> before = picture();
    List<BitmapTransaction> failing =
        List.of(
            everything().clear(node, "busy"),
            everything().enable(node, "busy"),
            everything().disable(node, "busy"),
            everything().remove(node, "busy"),
            everything().merge(node, "busy", List.of(new MergeSource(node, "on"))),
            everything().merge(node, "on", List.of(new MergeSource(node, "busy"))),
            everything().add(node, BitmapSpec.named("on")),
            everything().add(node, BitmapSpec.named("kept")),
            everything().clear(node, "kept"),
            everything().clear(node, "missing"),
            everything().enable(node, "missing"));
    for (BitmapTransaction transaction : failing) {
      assertThrows(RuntimeException.class, transaction::run);
      assertEquals(before, picture());
      assertEquals(List.of(), fixture.store.removals);
    }
  }

  @Test
  void anEnableThatIsRefusedLeavesTheBitmapRecording() {
    DirtyBitmap on = node.require("on");
    on.setBusy(true);
    BitmapTransaction transaction = new BitmapTransaction().enable(node, "on");
    assertThrows(BitmapRefusedException.class, transaction::run);
    assertTrue(on.isEnabled(), "QEMU disables it here");
  }

  @Test
  void enablingWhatIsEnabledIsUndoneToEnabled() {
    BitmapTransaction transaction =
        new BitmapTransaction().enable(node, "on").disable(node, "off").abort();
    assertThrows(IllegalStateException.class, transaction::run);
    assertTrue(node.require("on").isEnabled());
    assertFalse(node.require("off").isEnabled());
  }

  @Test
  void severalActionsOnOneBitmapAreUndoneInReverse() {
    String before = node.require("on").sha256();
    BitmapTransaction transaction =
        new BitmapTransaction()
            .clear(node, "on")
            .merge(node, "on", List.of(new MergeSource(node, "kept")))
            .clear(node, "on")
            .disable(node, "on")
            .enable(node, "on")
            .abort();
    assertThrows(IllegalStateException.class, transaction::run);
    assertEquals(before, node.require("on").sha256());
    assertTrue(node.require("on").isEnabled());
  }

  @Test
  void severalActionsOnOneBitmapTakeEffectInOrder() throws IOException {
    new BitmapTransaction()
        .add(node, BitmapSpec.named("t"))
        .merge(node, "t", List.of(new MergeSource(node, "on")))
        .clear(node, "on")
        .merge(node, "on", List.of(new MergeSource(node, "t")))
        .clear(node, "t")
        .remove(node, "t")
        .run();
    assertEquals(granules(1, 2), dirty(node.require("on")));
    assertTrue(node.find("t").isEmpty());
  }

  @Test
  void aPersistentBitmapThatTheStoreCannotKeepUndoesAll() {
    fixture.store.capacity = 1;
    Map<String, List<Object>> before = picture();
    BitmapTransaction transaction =
        everything().add(node, BitmapSpec.named("p").with(Persistence.PERSISTENT));
    assertThrows(IllegalArgumentException.class, transaction::run);
    assertEquals(before, picture());
  }

  @Test
  void removalsOfOneNodeReachItsStoreAtOnce() throws IOException {
    fixture.addPersistent("second");
    new BitmapTransaction().remove(node, "second").remove(node, "on").remove(node, "kept").run();
    assertEquals(List.of(List.of("second", "kept")), fixture.store.removals);
    assertEquals(List.of("off"), node.query().stream().map(BitmapInfo::name).toList());
  }

  @Test
  void aStoreThatFailsLeavesAllAsItWas() {
    for (Exception failure : List.of(new IOException("full"), new IllegalStateException("bad"))) {
      fixture.store.failure = failure;
      Map<String, List<Object>> before = picture();
      BitmapTransaction transaction = everything();
      assertSame(failure, assertThrows(Exception.class, transaction::run));
      assertEquals(before, picture());
      assertEquals(Set.of("kept"), fixture.store.stored);
    }
  }

  @Test
  void aSecondStoreThatFailsLeavesTheFirstOnesBitmapToBeStoredAgain() {
    for (Exception failure : List.of(new IOException("full"), new IllegalStateException("bad"))) {
      fixture.store.stored.add("kept");
      MemoryStore other = new MemoryStore();
      BitmapNode second = Fixture.node("q1", Fixture.MIB, other);
      second.add(BitmapSpec.named("far").with(Persistence.PERSISTENT));
      other.stored.add("far");
      other.failure = failure;
      Map<String, List<Object>> before = picture();
      BitmapTransaction transaction = everything().remove(second, "far");
      PartialRemovalException partial =
          assertThrows(PartialRemovalException.class, transaction::run);
      assertEquals(List.of("kept"), partial.names());
      assertSame(failure, partial.getCause());
      assertEquals(before, picture(), "memory is as it was");
      assertEquals(Set.of("far"), other.stored);
      assertEquals(Set.of(), fixture.store.stored, "the disk is not");
      fixture.store.store(node);
      assertEquals(Set.of("kept"), fixture.store.stored, "until the image is closed");
    }
  }

  @Test
  void actionsOnTwoNodesAreOneTransaction() {
    BitmapNode second = Fixture.node("q1", 16 * Fixture.MIB, null);
    second.add(BitmapSpec.named("far"));
    BitmapTransaction transaction =
        new BitmapTransaction()
            .merge(second, "far", List.of(new MergeSource(node, "on")))
            .clear(node, "on")
            .abort();
    assertThrows(IllegalStateException.class, transaction::run);
    assertEquals(0, second.require("far").count());
    assertEquals(131072, node.require("on").count());
  }

  @Test
  void aTransactionRunsOnce() throws IOException {
    BitmapTransaction transaction = new BitmapTransaction();
    transaction.run();
    assertThrows(IllegalStateException.class, transaction::run);
  }

  @Test
  void everythingThatATransactionMadeIsFreed() throws IOException {
    FailingProvider provider = new FailingProvider();
    BitmapNode counted = BitmapNode.builder(provider, Fixture.MIB).build();
    counted.add(BitmapSpec.named("a"));
    counted.add(BitmapSpec.named("b"));
    for (int end = 0; end < 2; end++) {
      BitmapTransaction transaction =
          new BitmapTransaction()
              .clear(counted, "a")
              .merge(counted, "a", List.of(new MergeSource(counted, "b")))
              .add(counted, BitmapSpec.named("c"))
              .remove(counted, "c");
      if (end == 0) {
        transaction.run();
      } else {
        assertThrows(IllegalStateException.class, () -> transaction.abort().run());
      }
      assertEquals(2, provider.open());
    }
  }

  @Test
  void aBackendThatFailsInAnyActionUndoesThoseBeforeIt() {
    FailingProvider provider = new FailingProvider();
    BitmapNode frail = BitmapNode.builder(provider, Fixture.MIB).build();
    frail.add(BitmapSpec.named("a"));
    frail.add(BitmapSpec.named("b"));
    frail.write(0, 1);
    String hash = frail.require("a").sha256();
    for (int creates = 0; creates < 3; creates++) {
      provider.failAfterCreating(creates);
      BitmapTransaction transaction =
          new BitmapTransaction()
              .clear(frail, "a")
              .add(frail, BitmapSpec.named("c"))
              .merge(frail, "a", List.of(new MergeSource(frail, "b")));
      assertThrows(OutOfMemoryError.class, transaction::run);
      provider.heal();
      assertEquals(hash, frail.require("a").sha256());
      assertEquals(2, frail.bitmaps().size());
      assertEquals(2, provider.open());
    }
  }
}
