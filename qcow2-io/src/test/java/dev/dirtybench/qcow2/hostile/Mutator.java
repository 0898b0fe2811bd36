package dev.dirtybench.qcow2.hostile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages images at random, mostly where their metadata is. */
final class Mutator {
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    3,
    8,
    9,
    16,
    21,
    22,
    31,
    32,
    63,
    64,
    103,
    104,
    105,
    112,
    511,
    512,
    513,
    1023,
    1024,
    4096,
    65535,
    65536,
    0x8000000,
    0x20000000,
    0x7fffffff,
    0x80000000L,
    0xffffffffL,
    0x100000000L,
    1L << 40,
    (1L << 55) - 512,
    1L << 55,
    1L << 56,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MIN_VALUE | 512,
    -1,
    -2,
    -512
  };

  private final Random random;
  private final List<byte[]> seeds;
  private final List<int[]> metadata = new ArrayList<>();

  Mutator(long seed, List<byte[]> images) {
    random = new Random(seed);
    seeds = images;
    for (byte[] image : images) {
      metadata.add(wordsOfMetadata(image));
    }
  }

  /** Places of 8 bytes that hold something but are not a pattern of guest data. */
  private static int[] wordsOfMetadata(byte[] image) {
    ByteBuffer in = ByteBuffer.wrap(image);
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at + 8 <= image.length; at += 8) {
      long word = in.getLong(at);
      if (word != 0 && word != Long.rotateLeft(word, 8) || at < 112) {
        places.add(at);
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  byte[] next() {
    int which = random.nextInt(seeds.size());
    byte[] image = seeds.get(which).clone();
    int[] places = metadata.get(which);
    int damages = 1 + random.nextInt(random.nextInt(4) + 1);
    for (int i = 0; i < damages && image.length > 8; i++) {
      image = damage(image, places);
    }
    return image;
  }

  private byte[] damage(byte[] image, int[] places) {
    int at = place(image, places);
    ByteBuffer out = ByteBuffer.wrap(image);
    switch (random.nextInt(11)) {
      case 0 -> image[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> image[at] = (byte) random.nextInt();
      case 2, 3 -> out.putLong(Math.min(at & ~7, image.length - 8), number(image.length));
      case 4, 5 -> out.putInt(Math.min(at & ~3, image.length - 4), (int) number(image.length));
      case 6 -> out.putShort(Math.min(at & ~1, image.length - 2), (short) number(image.length));
      case 7 -> {
        int from = place(image, places) & ~7;
        int length = Math.min(8 << random.nextInt(8), image.length - Math.max(from, at));
        System.arraycopy(image, from, image, at, Math.max(0, length));
      }
      case 8 -> Arrays.fill(image, at, Math.min(image.length, at + random.nextInt(600)), (byte) 0);
      case 9 -> {
        int word = Math.min(at & ~7, image.length - 8);
        out.putLong(word, out.getLong(word) + (random.nextBoolean() ? 1 : -1) * step());
      }
      default -> {
        return random.nextInt(4) == 0
            ? Arrays.copyOf(image, image.length + random.nextInt(4096))
            : Arrays.copyOf(image, random.nextInt(image.length));
      }
    }
    return image;
  }

  private int place(byte[] image, int[] places) {
    int at =
        random.nextInt(8) == 0
            ? random.nextInt(image.length)
            : places[random.nextInt(places.length)] + random.nextInt(8);
    return Math.min(at, image.length - 1);
  }

  private long number(int length) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong() >>> random.nextInt(64);
      case 1 -> (long) random.nextInt(length) & -512;
      default -> NUMBERS[random.nextInt(NUMBERS.length)];
    };
  }

  private long step() {
    return 1L << random.nextInt(40);
  }
}
