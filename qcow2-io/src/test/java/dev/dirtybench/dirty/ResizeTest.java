package dev.dirtybench.dirty;

import static dev.dirtybench.dirty.Fixture.dirty;
import static dev.dirtybench.dirty.Fixture.granules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.spi.Granularity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResizeTest {
  private final Fixture fixture = new Fixture();
  private final BitmapNode node = fixture.node;

  @Test
  void allBitmapsGrowAndTheNewPartIsClean() {
    fixture.add("a");
    fixture.addPersistent("b");
    fixture.write(255);
    node.resize(32 * Fixture.MIB);
    assertEquals(32 * Fixture.MIB, node.size());
    for (String name : List.of("a", "b")) {
      assertEquals(granules(255), dirty(node.require(name)));
    }
    node.write(32 * Fixture.MIB - 1, 1);
    assertEquals(granules(255, 511), dirty(node.require("a")));
  }

  @Test
  void whatWasCutOffDoesNotComeBack() {
    DirtyBitmap a = fixture.add("a");
    fixture.write(1, 200);
    node.resize(8 * Fixture.MIB);
    node.resize(16 * Fixture.MIB);
    assertEquals(granules(1), dirty(a));
  }

  @Test
  void aGranuleThatStaysInPartKeepsItsBit() {
    DirtyBitmap a = fixture.add("a");
    fixture.write(1);
    node.resize(65536 + 512);
    assertEquals(65536, a.count());
  }

  @Test
  void oneBitmapThatIsRefusedKeepsAllFromChanging() {
    fixture.add("a");
    fixture.add("busy").setBusy(true);
    assertThrows(BitmapRefusedException.class, () -> node.resize(32 * Fixture.MIB));
    assertEquals(16 * Fixture.MIB, node.size());
    assertEquals(16 * Fixture.MIB, node.require("a").bits().size());
  }

  @Test
  void whatTheBackendCannotHoldIsRefusedBeforeAnythingChanges() {
    node.add(BitmapSpec.named("fine").with(Granularity.ofBytes(512)));
    assertThrows(IllegalArgumentException.class, () -> node.requireCanResize(1L << 50));
    assertThrows(IllegalArgumentException.class, () -> node.resize(1L << 50));
    assertThrows(IllegalArgumentException.class, () -> node.resize(-1));
    assertEquals(16 * Fixture.MIB, node.size());
  }

  @Test
  void aBackendThatFailsHalfwayLeavesEveryBitmapAsItWas() {
    FailingProvider provider = new FailingProvider();
    BitmapNode frail = BitmapNode.builder(provider, 16 * Fixture.MIB).build();
    frail.add(BitmapSpec.named("a"));
    frail.add(BitmapSpec.named("b"));
    frail.write(0, 65536);
    frail.write(200 * 65536L, 65536);
    for (int creates = 0; creates < 2; creates++) {
      provider.failAfterCreating(creates);
      assertThrows(OutOfMemoryError.class, () -> frail.resize(8 * Fixture.MIB));
    }
    provider.heal();
    for (int marks = 0; marks < 6; marks++) {
      provider.failAfterMarks(marks);
      assertThrows(OutOfMemoryError.class, () -> frail.resize(8 * Fixture.MIB));
    }
    provider.heal();
    assertEquals(16 * Fixture.MIB, frail.size());
    for (String name : List.of("a", "b")) {
      assertEquals(granules(0, 200), dirty(frail.require(name)));
    }
    frail.close();
    assertEquals(0, provider.open());
  }
}
