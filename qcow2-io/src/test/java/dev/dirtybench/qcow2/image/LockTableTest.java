package dev.dirtybench.qcow2.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LockTableTest {
  private static final long OWN = 77;

  /** Of a qemu-storage-daemon that has an image open for writing, as Linux 6.18 shows it. */
  private static final List<String> DAEMON =
      List.of(
          "1: POSIX  ADVISORY  WRITE 24860 fe:00:2163923 0 EOF",
          "2: OFDLCK ADVISORY  READ -1 fe:00:2163937 203 203",
          "3: OFDLCK ADVISORY  READ -1 fe:00:2163937 201 201",
          "4: OFDLCK ADVISORY  READ -1 fe:00:2163937 103 103",
          "5: OFDLCK ADVISORY  READ -1 fe:00:2163937 100 101",
          "6: FLOCK  ADVISORY  WRITE 24797 fe:00:2154528 0 EOF");

  private static boolean held(long device, long inode, List<String> lines, int position) {
    return new LockTable(device, inode).othersHold(lines, OWN, position);
  }

  @Test
  void seesTheBytesThatQemuHolds() {
    for (int position = 99; position < 205; position++) {
      boolean expected = List.of(100, 101, 103, 201, 203).contains(position);
      assertEquals(expected, held(0xfe00, 2163937, DAEMON, position), "byte " + position);
    }
    assertTrue(held(0xfe00, 2163923, DAEMON, 101));
  }

  @Test
  void knowsFilesApart() {
    assertFalse(held(0xfe00, 2163938, DAEMON, 101));
    assertFalse(held(0xfe01, 2163937, DAEMON, 101));
    assertFalse(held(0xfd00, 2163937, DAEMON, 101));
    assertFalse(held(0xfe00, 2154528, DAEMON, 101), "flock is another kind of lock");
  }

  @Test
  void takesDevicesWithoutAMajorNumberForOne() {
    List<String> lines = List.of("1: OFDLCK ADVISORY  READ -1 00:1b:20004 100 101");
    assertTrue(held(0x1b, 20004, lines, 101));
    assertTrue(held(0x2f, 20004, lines, 101));
    assertFalse(held(0xfe1b, 20004, lines, 101));
  }

  @Test
  void readsLargeDeviceNumbers() {
    List<String> lines = List.of("1: OFDLCK ADVISORY  READ -1 103:12345:9 100 101");
    assertTrue(held(0x12300L << 12 | 0x10300L | 0x45, 9, lines, 101));
  }

  @Test
  void countsNeitherItsOwnNorThoseWhoWait() {
    assertFalse(held(0xfe00, 5, List.of("1: POSIX  ADVISORY  READ 77 fe:00:5 101 101"), 101));
    assertFalse(held(0xfe00, 5, List.of("1: -> POSIX  ADVISORY  WRITE 78 fe:00:5 101 101"), 101));
    assertTrue(held(0xfe00, 5, List.of("1: POSIX  ADVISORY  READ 78 fe:00:5 101 101"), 101));
  }
}
