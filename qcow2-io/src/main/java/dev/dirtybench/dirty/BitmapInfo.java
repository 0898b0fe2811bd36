package dev.dirtybench.dirty;

/**
 * What a query says about one dirty bitmap, with the names of QMP's {@code BlockDirtyInfo}.
 *
 * @param name the name, or null for an anonymous bitmap
 * @param count bytes that its dirty bits describe, in whole granules; may exceed the disk
 * @param granularity bytes per bit
 * @param recording whether it, or its successor, marks guest writes
 * @param busy whether another operation has it
 * @param persistent whether it will be stored
 * @param inconsistent whether it is not to be trusted
 * @param status the older one-word state
 */
public record BitmapInfo(
    String name,
    long count,
    long granularity,
    boolean recording,
    boolean busy,
    boolean persistent,
    boolean inconsistent,
    BitmapState status) {}
