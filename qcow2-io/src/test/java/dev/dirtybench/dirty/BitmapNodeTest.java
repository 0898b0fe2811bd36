package dev.dirtybench.dirty;

import static dev.dirtybench.dirty.Fixture.dirty;
import static dev.dirtybench.dirty.Fixture.granules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BitmapNodeTest {
  private final Fixture fixture = new Fixture();
  private final BitmapNode node = fixture.node;

  @Test
  void bitmapsAreListedNewestFirst() {
    fixture.add("a");
    fixture.add("b");
    fixture.add("c");
    assertEquals(List.of("c", "b", "a"), node.query().stream().map(BitmapInfo::name).toList());
  }

  @Test
  void writesOfEveryKindAreMarkedInEveryRecordingBitmap() {
    DirtyBitmap on = fixture.add("on");
    DirtyBitmap fine = node.add(BitmapSpec.named("fine").with(Fixture.G4K));
    DirtyBitmap off = fixture.addDisabled("off");
    node.write(0, 1);
    node.writeZeroes(2 * 65536 + 4096, 4097);
    node.discard(4 * 65536, 65536);
    node.write(7 * 65536, 0);
    assertEquals(granules(0, 2, 4), dirty(on));
    assertEquals((1 + 2 + 16) * 4096, fine.count());
    assertEquals(0, off.count());
  }

  @Test
  void oneReadOnlyBitmapRefusesTheWriteForAll() {
    DirtyBitmap on = fixture.add("on");
    DirtyBitmap readOnly = fixture.addDisabled("ro");
    node.storage().setAccess(readOnly, Access.READ_ONLY);
    WriteRefusedException refused =
        assertThrows(WriteRefusedException.class, () -> node.write(0, 1));
    assertTrue(refused.getMessage().startsWith("write refused: Bitmap 'ro'"));
    assertEquals(0, on.count());
    node.storage().setAccess(readOnly, Access.READ_WRITE);
    node.write(0, 1);
    assertEquals(granules(0), dirty(on));
  }

  @Test
  void aReadOnlyNodeRefusesWritesButLetsBitmapsBeAdded() {
    node.storage().setAccess(Access.READ_ONLY);
    DirtyBitmap added = node.add(BitmapSpec.named("x").with(Persistence.PERSISTENT));
    assertThrows(WriteRefusedException.class, () -> node.write(0, 1));
    node.storage().setAccess(Access.READ_WRITE);
    node.write(0, 1);
    assertEquals(65536, added.count());
  }

  @Test
  void aWriteThatLeavesTheDiskMarksNothing() {
    DirtyBitmap on = fixture.add("on");
    assertThrows(IndexOutOfBoundsException.class, () -> node.write(16 * Fixture.MIB - 1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> node.write(-1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> node.write(1, Long.MAX_VALUE));
    assertEquals(0, on.count());
  }

  @Test
  void enablingAndDisablingTwiceChangesNothingMore() {
    DirtyBitmap x = fixture.add("x");
    node.enable("x");
    assertTrue(x.isEnabled());
    node.disable("x");
    node.disable("x");
    assertFalse(x.isEnabled());
  }

  @Test
  void clearingForgetsWhatWasWritten() {
    DirtyBitmap x = fixture.add("x");
    fixture.write(1, 2);
    node.clear("x");
    fixture.write(3);
    assertEquals(granules(3), dirty(x));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 65536",
    "512, 4096",
    "4096, 4096",
    "8192, 8192",
    "65536, 65536",
    "2097152, 65536"
  })
  void theDefaultGranularityIsTheClusterSizeWithinBounds(long clusterSize, long granularity) {
    BitmapNode made =
        BitmapNode.builder(new BitSetProvider(), Fixture.MIB).clusterSize(clusterSize).build();
    assertEquals(granularity, made.add(BitmapSpec.named("x")).granularity().bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8})
  void aGranularityBelow512IsRefused(int bits) {
    BitmapSpec spec = BitmapSpec.named("x").with(new Granularity(bits));
    assertThrows(IllegalArgumentException.class, () -> node.add(spec));
    assertTrue(node.bitmaps().isEmpty());
  }

  @Test
  void aNameIsTakenOnce() {
    DirtyBitmap x = fixture.add("x");
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> fixture.add("x"));
    assertTrue(refused.getMessage().contains("'x' exists already on node 'q0'"));
    assertEquals(List.of(x), node.bitmaps());
    assertThrows(
        IllegalArgumentException.class,
        () -> node.storage().add("x", Fixture.G64K, Recording.ENABLED, Health.CONSISTENT));
  }

  @Test
  void namesAreMeasuredInBytesOfUtf8() {
    assertEquals(1023, BitmapName.require("a".repeat(1023)).length());
    assertEquals(511, BitmapName.require("ü".repeat(511)).length());
    for (String bad : List.of("", "a".repeat(1024), "ü".repeat(512), "a\0b", "\ud800")) {
      assertThrows(IllegalArgumentException.class, () -> BitmapSpec.named(bad));
    }
  }

  @Test
  void aPersistentBitmapNeedsAStoreThatCanKeepIt() {
    BitmapSpec spec = BitmapSpec.named("x").with(Persistence.PERSISTENT);
    fixture.store.capacity = 0;
    assertThrows(IllegalArgumentException.class, () -> node.add(spec));
    BitmapNode storeless = Fixture.node("plain", Fixture.MIB, null);
    assertThrows(IllegalArgumentException.class, () -> storeless.add(spec));
    assertTrue(node.bitmaps().isEmpty() && storeless.bitmaps().isEmpty());
  }

  @Test
  void onlyPersistentConsistentBitmapsThatStayAreStored() {
    DirtyBitmap kept = fixture.addPersistent("kept");
    fixture.add("transient");
    node.storage().add("broken", Fixture.G64K, Recording.ENABLED, Health.INCONSISTENT);
    DirtyBitmap readOnly =
        node.storage().add("ro", Fixture.G64K, Recording.DISABLED, Health.CONSISTENT);
    node.storage().setAccess(readOnly, Access.READ_ONLY);
    fixture.addPersistent("moving");
    try (BitmapHold hold = BitmapHold.migration(node, "moving", "m")) {
      assertTrue(hold.bitmap().isSkippedByStore());
      assertEquals(List.of(readOnly, kept), node.storage().toStore());
    }
    assertEquals(3, node.storage().toStore().size());
  }

  @Test
  void removalReachesTheStoreForPersistentBitmapsAlone() throws IOException {
    fixture.add("t");
    fixture.addPersistent("p");
    node.storage().add("broken", Fixture.G64K, Recording.ENABLED, Health.INCONSISTENT);
    node.remove("t");
    assertEquals(List.of(), fixture.store.removals);
    node.remove("broken");
    node.remove("p");
    assertEquals(List.of(List.of("broken"), List.of("p")), fixture.store.removals);
    assertTrue(node.bitmaps().isEmpty());
  }

  @Test
  void aStoreThatCannotRemoveLeavesTheBitmapAsItWas() {
    DirtyBitmap p = fixture.addPersistent("p");
    BitmapInfo before = p.info();
    IOException failure = new IOException("no space");
    fixture.store.failure = failure;
    assertSame(failure, assertThrows(IOException.class, () -> node.remove("p")));
    assertEquals(before, node.require("p").info());
    assertEquals(Set.of("p"), fixture.store.stored);
  }

  @Test
  void anExtentIsWalkedAndTheCountMayExceedTheDisk() {
    BitmapNode odd = Fixture.node("odd", 4608, null);
    DirtyBitmap x = odd.add(BitmapSpec.named("x").with(Fixture.G4K));
    odd.write(0, 4608);
    ExtentCursor cursor = new ExtentCursor();
    assertTrue(x.nextExtent(cursor));
    assertEquals(4608, cursor.length());
    assertFalse(x.nextExtent(cursor));
    assertEquals(8192, x.count());
  }

  @Test
  void aClosedNodeRefusesWorkAndClosesTwice() {
    FailingProvider provider = new FailingProvider();
    BitmapNode closing = BitmapNode.builder(provider, Fixture.MIB).build();
    DirtyBitmap x = closing.add(BitmapSpec.named("x"));
    closing.close();
    closing.close();
    assertEquals(0, provider.open());
    assertThrows(IllegalStateException.class, () -> closing.write(0, 1));
    assertThrows(IllegalStateException.class, () -> closing.add(BitmapSpec.named("y")));
    assertThrows(IllegalStateException.class, x::bits);
    assertThrows(IllegalArgumentException.class, () -> closing.storage().release(x));
  }
}
