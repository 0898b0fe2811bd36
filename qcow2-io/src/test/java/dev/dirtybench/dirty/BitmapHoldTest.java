package dev.dirtybench.dirty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.BitmapHold.ExportLookup;
import org.junit.jupiter.api.Test;

class BitmapHoldTest {
  private final Fixture fixture = new Fixture();
  private final BitmapNode node = fixture.node;

  @Test
  void anExportKeepsItsBitmapBusyUntilItIsGone() {
    DirtyBitmap x = fixture.add("x");
    BitmapHold hold = BitmapHold.export(node, "x", Access.READ_WRITE, ExportLookup.BARE_NAME);
    assertTrue(x.isBusy());
    fixture.write(1);
    assertEquals(65536, x.count(), "a busy bitmap goes on recording");
    assertThrows(
        BitmapRefusedException.class,
        () -> BitmapHold.export(node, "x", Access.READ_WRITE, ExportLookup.BARE_NAME));
    hold.close();
    assertFalse(x.isBusy());
    BitmapHold again = BitmapHold.export(node, "x", Access.READ_WRITE, ExportLookup.BARE_NAME);
    hold.close();
    assertTrue(x.isBusy(), "an old hold lets go once");
    again.close();
  }

  @Test
  void aReadOnlyExportByBareNameWantsTheBitmapOfAWritableNodeDisabled() {
    DirtyBitmap x = fixture.add("x");
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> BitmapHold.export(node, "x", Access.READ_ONLY, ExportLookup.BARE_NAME));
    assertEquals("Enabled bitmap 'x' incompatible with readonly export", refused.getMessage());
    assertFalse(x.isBusy());
    BitmapHold.export(node, "x", Access.READ_ONLY, ExportLookup.NODE_AND_NAME).close();
    node.storage().setAccess(Access.READ_ONLY);
    BitmapHold.export(node, "x", Access.READ_ONLY, ExportLookup.BARE_NAME).close();
    node.storage().setAccess(Access.READ_WRITE);
    node.disable("x");
    BitmapHold.export(node, "x", Access.READ_ONLY, ExportLookup.BARE_NAME).close();
  }

  @Test
  void aMigrationKeepsTheBitmapOutOfTheStore() {
    DirtyBitmap x = fixture.addPersistent("x");
    BitmapHold hold = BitmapHold.migration(node, "x", "alias");
    assertTrue(x.isBusy());
    assertFalse(x.isPersistent());
    hold.close();
    assertTrue(x.isPersistent());
    assertFalse(x.isBusy());
  }

  @Test
  void namesThatCannotBeSentAreRefused() {
    fixture.add("x");
    BitmapHold.migration(node, "x", "a".repeat(255)).close();
    assertThrows(
        IllegalArgumentException.class, () -> BitmapHold.migration(node, "x", "a".repeat(256)));
    for (String nodeName : new String[] {null, "", "#block123"}) {
      BitmapNode other = Fixture.node(nodeName, Fixture.MIB, null);
      other.add(BitmapSpec.named("x"));
      assertThrows(IllegalArgumentException.class, () -> BitmapHold.migration(other, "x", "x"));
    }
    assertFalse(node.require("x").isBusy());
  }
}
