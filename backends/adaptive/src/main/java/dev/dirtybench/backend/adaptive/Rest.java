package dev.dirtybench.backend.adaptive;

/**
 * Packs a bitmap for a rest.
 *
 * <p>First adds up the smallest forms of all pieces. What the pieces then take may be larger by a
 * quarter and {@value #MOST_SPARE} elements, 3.5 KiB less what a large directory takes, which goes
 * to those pieces that are read faster for it, in their order.
 */
final class Rest {
  private static final int MOST_SPARE = 448;
  private static final int LEAST_SPARE = 192;

  private Rest() {}

  /** Packs; a failure leaves some pieces packed, and every content as it was. */
  static void of(Directory directory) {
    // Two references of the directory take what an element takes.
    int fixed = Math.max(LEAST_SPARE, MOST_SPARE - directory.pieces() / 2);
    long spare = smallest(directory) / 4 + fixed;
    for (int chunk = 0; chunk < directory.chunkCount(); chunk++) {
      long[][] pieces = directory.chunk(chunk);
      if (!Directory.isShared(pieces)) {
        boolean clean = directory.chunkCount() > 1;
        for (int i = 0; i < pieces.length; i++) {
          long[] piece = pieces[i];
          if (piece != Directory.EMPTY && piece != Directory.FULL) {
            pieces[i] = Forms.resting(piece, spare);
            spare -= excess(pieces[i], piece);
          }
          clean &= pieces[i] == Directory.EMPTY;
        }
        if (clean) {
          directory.setChunk(chunk, Directory.EMPTY_CHUNK);
        }
      }
    }
  }

  private static int excess(long[] rested, long[] piece) {
    return rested == piece || !WordPiece.is(piece) || WordPiece.is(rested)
        ? 0
        : Math.max(0, rested.length - Forms.smallest(piece));
  }

  private static long smallest(Directory directory) {
    long sum = 0;
    int end = directory.pieces();
    for (int at = directory.nextNotEmpty(0, end);
        at < end;
        at = directory.nextNotEmpty(at + 1, end)) {
      sum += Forms.smallest(directory.get(at));
    }
    return sum;
  }
}
