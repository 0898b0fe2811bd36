package dev.dirtybench.testkit;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;

/** What every part of the contract needs to know of the backend under test. */
interface ContractPart {
  /** Bits under one word of the first summary level, and so on: where levels meet. */
  long L1 = 64;

  long L2 = 64 * L1;
  long L3 = 64 * L2;

  /** One bit for every byte: offsets are bit numbers then. */
  Granularity BYTE = new Granularity(0);

  /** The backend under test. */
  BitmapProvider backend();

  /** The most bits that a dense test may ask for. */
  long largestBitCount();

  default JudgedBitmap judged(long size, Granularity granularity) {
    return new JudgedBitmap(backend(), size, granularity);
  }

  default JudgedBitmap judged(long size, int granularityBits) {
    return judged(size, new Granularity(granularityBits));
  }
}
