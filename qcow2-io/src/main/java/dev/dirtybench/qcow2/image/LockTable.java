package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kernel's list of all locks, Linux's {@code /proc/locks}: whether others hold bytes of a file,
 * seen without trying a lock that could get in somebody's way, and without permission to write.
 *
 * <p>A line of it is {@code 5: OFDLCK ADVISORY READ -1 fe:00:2163937 100 101}: a number, a kind,
 * two more words, the owner (-1 where it is a descriptor), device and inode, the first and the last
 * byte or {@code EOF}. {@code ->} in the second place is somebody who waits.
 */
final class LockTable {
  private static final Path FILE = Path.of("/proc/locks");
  private static final int WORDS = 8;
  private static final int KIND = 1;
  private static final int OWNER = 4;
  private static final int PLACE = 5;
  private static final int FIRST = 6;
  private static final int LAST = 7;

  private final long device;
  private final long inode;

  LockTable(long device, long inode) {
    this.device = device;
    this.inode = inode;
  }

  /**
   * Looks whether another process holds one of some bytes of a file.
   *
   * @return empty where the system has no such list
   */
  static Optional<Boolean> othersHold(Path path, int... positions) throws IOException {
    if (!Files.isReadable(FILE)) {
      return Optional.empty();
    }
    Map<String, Object> identity = Files.readAttributes(path, "unix:dev,ino");
    LockTable table =
        new LockTable((Long) identity.get("dev"), ((Number) identity.get("ino")).longValue());
    return Optional.of(
        table.othersHold(Files.readAllLines(FILE), ProcessHandle.current().pid(), positions));
  }

  boolean othersHold(List<String> lines, long ownPid, int... positions) {
    for (String line : lines) {
      String[] words = line.strip().split("\\s+");
      if (words.length == WORDS
          && (words[KIND].equals("OFDLCK") || words[KIND].equals("POSIX"))
          && !words[OWNER].equals(Long.toString(ownPid))
          && isOurs(words[PLACE])) {
        long first = Long.parseLong(words[FIRST]);
        long last = words[LAST].equals("EOF") ? Long.MAX_VALUE : Long.parseLong(words[LAST]);
        for (int position : positions) {
          if (first <= position && position <= last) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Whether a lock is on this file. File systems without a device of their own (overlays, those
   * with subvolumes) have the major number 0 and may be known by another minor one here than there.
   */
  private boolean isOurs(String place) {
    String[] parts = place.split(":");
    if (parts.length != 3 || Long.parseLong(parts[2]) != inode) {
      return false;
    }
    long major = Long.parseLong(parts[0], 16);
    return major == major() && (major == 0 || Long.parseLong(parts[1], 16) == minor());
  }

  private long major() {
    return device >>> 8 & 0xfff | device >>> 32 & ~0xfffL;
  }

  private long minor() {
    return device & 0xff | device >>> 12 & ~0xffL;
  }
}
