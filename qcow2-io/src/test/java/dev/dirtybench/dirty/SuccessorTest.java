package dev.dirtybench.dirty;

import static dev.dirtybench.dirty.Fixture.dirty;
import static dev.dirtybench.dirty.Fixture.granules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuccessorTest {
  private final Fixture fixture = new Fixture();

  @Test
  void aSuccessorRecordsInItsParentsPlace() {
    DirtyBitmap parent = fixture.add("x");
    fixture.write(1);
    DirtyBitmap child = fixture.node.createSuccessor("x");
    fixture.write(2);
    assertEquals(granules(1), dirty(parent));
    assertEquals(granules(2), dirty(child));
    assertTrue(parent.isBusy() && parent.isRecording() && !parent.isEnabled());
    assertEquals(Optional.empty(), child.name());
    assertEquals(Optional.of(child), parent.successor());
    assertEquals(List.of(child, parent), fixture.node.bitmaps());
  }

  @Test
  void abdicationLeavesTheNewWritesUnderTheOldName() {
    fixture.addPersistent("x");
    fixture.write(1);
    DirtyBitmap child = fixture.node.createSuccessor("x");
    fixture.write(2);
    assertSame(child, fixture.node.abdicate("x"));
    assertEquals(List.of(child), fixture.node.bitmaps());
    assertEquals(
        new BitmapInfo("x", 65536, 65536, true, false, true, false, BitmapState.ACTIVE),
        child.info());
  }

  @Test
  void reclaimingLeavesOldAndNewWrites() {
    DirtyBitmap parent = fixture.add("x");
    fixture.write(1);
    fixture.node.createSuccessor("x");
    fixture.write(2);
    fixture.node.reclaim("x");
    assertEquals(granules(1, 2), dirty(parent));
    assertTrue(parent.isEnabled() && !parent.isBusy());
    assertEquals(List.of(parent), fixture.node.bitmaps());
  }

  @Test
  void theSuccessorOfADisabledBitmapIsDisabled() {
    DirtyBitmap parent = fixture.addDisabled("x");
    DirtyBitmap child = fixture.node.createSuccessor("x");
    assertFalse(child.isEnabled());
    assertFalse(parent.isRecording());
    fixture.node.reclaim("x");
    assertFalse(parent.isEnabled());
  }

  @Test
  void aBitmapHasOneSuccessorAtMost() {
    DirtyBitmap parent = fixture.add("x");
    fixture.node.createSuccessor("x");
    assertThrows(BitmapRefusedException.class, () -> fixture.node.createSuccessor("x"));
    parent.setBusy(false);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> fixture.node.createSuccessor("x"));
    assertTrue(refused.getMessage().contains("has a successor"), refused.getMessage());
  }

  @Test
  void aParentIsNotStoredWithoutItsSuccessor() {
    fixture.addPersistent("x");
    fixture.node.createSuccessor("x");
    assertThrows(BitmapRefusedException.class, () -> fixture.node.storage().toStore());
    fixture.node.reclaim("x");
    assertEquals(1, fixture.node.storage().toStore().size());
  }
}
