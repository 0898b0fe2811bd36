package dev.dirtybench.dirty;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateChecksTest {
  private final Fixture fixture = new Fixture();

  static Stream<Set<Refusal>> everyState() {
    return Stream.iterate(0, bits -> bits + 1)
        .limit(8)
        .map(
            bits -> {
              Set<Refusal> set = EnumSet.noneOf(Refusal.class);
              for (Refusal refusal : Refusal.values()) {
                if ((bits & 1 << refusal.ordinal()) != 0) {
                  set.add(refusal);
                }
              }
              return set;
            });
  }

  static void put(DirtyBitmap bitmap, Set<Refusal> state) {
    bitmap.setBusy(state.contains(Refusal.BUSY));
    bitmap.setReadOnly(state.contains(Refusal.READ_ONLY));
    if (state.contains(Refusal.INCONSISTENT)) {
      bitmap.markInconsistent();
    }
  }

  @ParameterizedTest
  @MethodSource("everyState")
  void theFirstStateThatHoldsNamesTheRefusal(Set<Refusal> state) {
    DirtyBitmap bitmap = fixture.add("x");
    put(bitmap, state);
    everyState()
        .forEach(
            flags -> {
              Optional<Refusal> expected =
                  Stream.of(Refusal.BUSY, Refusal.READ_ONLY, Refusal.INCONSISTENT)
                      .filter(one -> flags.contains(one) && state.contains(one))
                      .findFirst();
              if (expected.isEmpty()) {
                assertDoesNotThrow(() -> bitmap.check(flags));
              } else {
                BitmapRefusedException refused =
                    assertThrows(BitmapRefusedException.class, () -> bitmap.check(flags));
                assertEquals(expected.get(), refused.refusal(), state + " checked for " + flags);
                assertEquals("x", refused.bitmap());
              }
            });
  }

  @Test
  void theMessagesAreThoseThatUsersOfQemuSearchFor() {
    assertEquals(
        "Bitmap 'x' is currently in use by another operation and cannot be used",
        Refusal.BUSY.message("x"));
    assertEquals("Bitmap 'x' is readonly and cannot be modified", Refusal.READ_ONLY.message("x"));
    assertEquals(
        "Bitmap 'x' is inconsistent and cannot be used", Refusal.INCONSISTENT.message("x"));
  }

  @Test
  void aPercentSignInANameStaysAsItIs() {
    assertEquals("Bitmap '%d' is readonly and cannot be modified", Refusal.READ_ONLY.message("%d"));
  }

  @Test
  void onlyAnInconsistentBitmapComesWithAHint() {
    DirtyBitmap bitmap = fixture.add("x");
    bitmap.markInconsistent();
    BitmapRefusedException refused =
        assertThrows(BitmapRefusedException.class, () -> bitmap.check(Refusal.ALL));
    assertEquals(
        Optional.of("Try block-dirty-bitmap-remove to delete this bitmap from disk"),
        refused.hint());
    assertTrue(Refusal.BUSY.hint().isEmpty());
    assertTrue(Refusal.READ_ONLY.hint().isEmpty());
  }

  @Test
  void theOlderStateShowsTheFirstThatHolds() {
    DirtyBitmap bitmap = fixture.add("x");
    assertEquals("active", bitmap.state().word());
    bitmap.setRecording(Recording.DISABLED);
    assertEquals("disabled", bitmap.state().word());
    bitmap.setBusy(true);
    assertEquals("locked", bitmap.state().word());
    bitmap.setBusy(false);
    fixture.node.createSuccessor("x");
    assertEquals("frozen", bitmap.state().word());
    bitmap.markInconsistent();
    assertEquals("inconsistent", bitmap.state().word());
  }

  @Test
  void readOnlyAndInconsistentDoNotExcludeEachOther() {
    DirtyBitmap bitmap =
        fixture.node.storage().add("x", Fixture.G64K, Recording.ENABLED, Health.INCONSISTENT);
    fixture.node.storage().setAccess(bitmap, Access.READ_ONLY);
    assertTrue(bitmap.isReadOnly() && bitmap.isInconsistent());
    fixture.node.storage().setAccess(bitmap, Access.READ_WRITE);
    assertTrue(bitmap.isInconsistent());
  }

  @Test
  void anInconsistentBitmapIsPersistentDisabledAndEmpty() {
    DirtyBitmap bitmap =
        fixture.node.storage().add("x", Fixture.G64K, Recording.ENABLED, Health.INCONSISTENT);
    fixture.write(1);
    assertEquals(
        new BitmapInfo("x", 0, 65536, false, false, true, true, BitmapState.INCONSISTENT),
        bitmap.info());
    assertThrows(IllegalStateException.class, bitmap::bits);
  }
}
