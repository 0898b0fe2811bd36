package dev.dirtybench.dirty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.BackupRequest.BitmapMode;
import dev.dirtybench.dirty.BackupRequest.SyncMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every combination of sync mode, bitmap and bitmap mode: which are valid, and what they ask. */
class BackupArgumentsTest {
  private static final Set<String> VALID =
      Set.of(
          "FULL - -",
          "TOP - -",
          "NONE - -",
          "INCREMENTAL x -",
          "INCREMENTAL x ON_SUCCESS",
          "BITMAP x ON_SUCCESS",
          "BITMAP x NEVER",
          "BITMAP x ALWAYS",
          "FULL x ON_SUCCESS",
          "FULL x ALWAYS",
          "TOP x ON_SUCCESS",
          "TOP x ALWAYS");

  @Test
  void ofAllCombinationsJustTheMeaningfulOnesAreTaken() {
    Set<String> taken = new TreeSet<>();
    for (SyncMode sync : SyncMode.values()) {
      for (Optional<String> bitmap : List.of(Optional.<String>empty(), Optional.of("x"))) {
        for (Optional<BitmapMode> mode : modes()) {
          try {
            new BackupRequest(sync, bitmap, mode);
            taken.add(
                sync + " " + bitmap.orElse("-") + " " + mode.map(BitmapMode::name).orElse("-"));
          } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().length() > 20, "the reason is given: " + e.getMessage());
          }
        }
      }
    }
    assertEquals(new TreeSet<>(VALID), taken);
  }

  private static List<Optional<BitmapMode>> modes() {
    List<Optional<BitmapMode>> modes = new ArrayList<>(List.of(Optional.empty()));
    for (BitmapMode mode : BitmapMode.values()) {
      modes.add(Optional.of(mode));
    }
    return modes;
  }

  @Test
  void eachRefusalNamesItsReason() {
    refused("needs a bitmap's name", SyncMode.INCREMENTAL, null, null);
    refused("needs a bitmap's name", SyncMode.BITMAP, null, BitmapMode.NEVER);
    refused("has bitmap mode ON_SUCCESS", SyncMode.INCREMENTAL, "x", BitmapMode.ALWAYS);
    refused("has bitmap mode ON_SUCCESS", SyncMode.INCREMENTAL, "x", BitmapMode.NEVER);
    refused("needs a bitmap mode", SyncMode.BITMAP, "x", null);
    refused("needs a bitmap mode", SyncMode.FULL, "x", null);
    refused("mode needs a bitmap", SyncMode.FULL, null, BitmapMode.ALWAYS);
    refused("sync NONE", SyncMode.NONE, "x", BitmapMode.ON_SUCCESS);
    refused("NEVER has no effect", SyncMode.FULL, "x", BitmapMode.NEVER);
    refused("NEVER has no effect", SyncMode.TOP, "x", BitmapMode.NEVER);
  }

  private static void refused(String reason, SyncMode sync, String bitmap, BitmapMode mode) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BackupRequest(sync, Optional.ofNullable(bitmap), Optional.ofNullable(mode)));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  @Test
  void aTargetOfAnotherLengthIsRefusedAndLeavesTheBitmapFree() {
    Fixture fixture = new Fixture();
    fixture.add("x");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                fixture.node.startBackup(
                    BackupRequest.incremental("x"), new BackupTarget(15 * Fixture.MIB, 65536)));
    assertTrue(refused.getMessage().contains("15728640"), refused.getMessage());
    assertEquals(1, fixture.node.bitmaps().size());
    assertTrue(!fixture.node.require("x").isBusy());
  }

  @Test
  void theUnitOfCopyingIsTheTargetsClusterAndSixtyFourKibAtLeast() {
    assertEquals(65536, new BackupTarget(0, 512).copyGranularity().bytes());
    assertEquals(65536, new BackupTarget(0, 65536).copyGranularity().bytes());
    assertEquals(2097152, new BackupTarget(0, 2097152).copyGranularity().bytes());
    assertThrows(IllegalArgumentException.class, () -> new BackupTarget(0, 65535));
    assertThrows(IllegalArgumentException.class, () -> new BackupTarget(-1, 65536));
  }
}
