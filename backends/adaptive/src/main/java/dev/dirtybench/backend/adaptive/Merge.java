package dev.dirtybench.backend.adaptive;

/**
 * Adds the pieces of one directory to those of another of the same length.
 *
 * <p>Goes through both twice. The first time gives every piece to be changed a form in which that
 * cannot fail, the second time changes it.
 */
final class Merge {
  private Merge() {}

  /**
   * Merges.
   *
   * @return how many bits were clear before
   */
  static long into(Directory target, Directory source) {
    for (int chunk = 0; chunk < target.chunkCount(); chunk++) {
      long[][] from = source.chunk(chunk);
      long[][] to = target.chunk(chunk);
      if (from != Directory.EMPTY_CHUNK
          && to != Directory.FULL_CHUNK
          && !(Directory.isShared(from) && Directory.isShared(to))) {
        prepare(target.own(chunk), from);
      }
    }
    long added = 0;
    for (int chunk = 0; chunk < target.chunkCount(); chunk++) {
      long[][] from = source.chunk(chunk);
      long[][] to = target.chunk(chunk);
      if (from == Directory.EMPTY_CHUNK || to == Directory.FULL_CHUNK) {
        continue;
      }
      if (Directory.isShared(from) && Directory.isShared(to)) {
        target.setChunk(chunk, Directory.FULL_CHUNK);
        added += (long) from.length * WordPiece.BITS;
      } else {
        added += merge(to, from);
      }
    }
    return added;
  }

  private static void prepare(long[][] to, long[][] from) {
    for (int i = 0; i < to.length; i++) {
      long[] piece = to[i];
      if (from[i] != Directory.EMPTY && (piece == Directory.EMPTY || !WordPiece.is(piece))) {
        to[i] = Forms.readyToMerge(piece, from[i]);
      }
    }
  }

  private static long merge(long[][] to, long[][] from) {
    long added = 0;
    for (int i = 0; i < to.length; i++) {
      long[] source = from[i];
      long[] piece = to[i];
      if (source == Directory.EMPTY || piece == Directory.FULL) {
        continue;
      }
      if (source == Directory.FULL) {
        added += WordPiece.BITS - Forms.count(piece);
        to[i] = Forms.filled(piece);
      } else if (piece != Directory.EMPTY) {
        added += Forms.merge(piece, source);
      }
    }
    return added;
  }
}
