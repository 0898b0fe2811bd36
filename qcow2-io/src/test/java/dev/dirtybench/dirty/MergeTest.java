package dev.dirtybench.dirty;

import static dev.dirtybench.dirty.Fixture.dirty;
import static dev.dirtybench.dirty.Fixture.granules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergeTest {
  private final Fixture fixture = new Fixture();
  private final BitmapNode node = fixture.node;

  @Test
  void severalSourcesAreMergedAndStayAsTheyAre() {
    DirtyBitmap a = fixture.addDisabled("a");
    a.bits().setDirty(0, 1);
    fixture.addDisabled("b").bits().setDirty(65536, 1);
    fixture.addDisabled("c").bits().setDirty(131072, 1);
    node.merge("a", "b", "c");
    assertEquals(granules(0, 1, 2), dirty(a));
    assertEquals(granules(1), dirty(node.require("b")));
    assertEquals(granules(2), dirty(node.require("c")));
  }

  @Test
  void aFineSourceMarksWholeGranulesOfACoarseTarget() {
    node.add(BitmapSpec.named("fine").with(Fixture.G4K).with(Recording.DISABLED));
    node.require("fine").bits().setDirty(3 * 65536 + 8192, 1);
    DirtyBitmap coarse = fixture.addDisabled("coarse");
    node.merge("coarse", "fine");
    assertEquals(granules(3), dirty(coarse));
  }

  @Test
  void aCoarseSourceMarksEveryGranuleOfAFineTarget() {
    DirtyBitmap fine =
        node.add(BitmapSpec.named("fine").with(Fixture.G4K).with(Recording.DISABLED));
    fixture.addDisabled("coarse").bits().setDirty(65536, 1);
    node.merge("fine", "coarse");
    assertEquals(65536, fine.count());
    assertEquals(16, dirty(fine).first());
    assertEquals(31, dirty(fine).last());
  }

  @Test
  void aMergeIntoItselfChangesNothing() {
    DirtyBitmap a = fixture.add("a");
    fixture.write(5);
    String hash = a.sha256();
    node.merge("a", "a");
    assertEquals(hash, a.sha256());
  }

  @Test
  void aSourceMayBelongToAnotherNode() {
    BitmapNode other = Fixture.node("other", 16 * Fixture.MIB, null);
    other.add(BitmapSpec.named("s"));
    other.write(9 * 65536, 1);
    DirtyBitmap a = fixture.add("a");
    node.merge("a", List.of(new MergeSource(other, "s")));
    assertEquals(granules(9), dirty(a));
  }

  @Test
  void disksOfDifferentSizesAreNamedWithBothSizes() {
    BitmapNode other = Fixture.node("other", 8 * Fixture.MIB, null);
    other.add(BitmapSpec.named("s"));
    fixture.add("a");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> node.merge("a", List.of(new MergeSource(other, "s"))));
    assertTrue(refused.getMessage().contains("16777216"), refused.getMessage());
    assertTrue(refused.getMessage().contains("8388608"), refused.getMessage());
  }

  @Test
  void aSourceThatIsRefusedLeavesNothingMerged() {
    DirtyBitmap a = fixture.addDisabled("a");
    fixture.addDisabled("good").bits().setDirty(0, 1);
    fixture.addDisabled("busy").setBusy(true);
    assertThrows(BitmapRefusedException.class, () -> node.merge("a", "good", "busy"));
    assertThrows(UnknownBitmapException.class, () -> node.merge("a", "good", "missing"));
    assertEquals(granules(), dirty(a));
  }

  @Test
  void aBackendThatFailsHalfwayLeavesNothingMergedAndNothingOpen() {
    FailingProvider provider = new FailingProvider();
    BitmapNode frail = BitmapNode.builder(provider, 16 * Fixture.MIB).build();
    DirtyBitmap a = frail.add(BitmapSpec.named("a"));
    frail.add(BitmapSpec.named("b"));
    frail.write(65536, 65536);
    frail.disable("a");
    frail.write(0, 65536);
    String hash = a.sha256();
    provider.failAfterMarks(1);
    frail.add(BitmapSpec.named("c").with(Fixture.G4K).with(Recording.DISABLED));
    assertThrows(OutOfMemoryError.class, () -> frail.merge("c", "a", "b"));
    provider.heal();
    assertEquals(hash, a.sha256());
    assertEquals(0, frail.require("c").count());
    frail.close();
    assertEquals(0, provider.open());
  }
}
