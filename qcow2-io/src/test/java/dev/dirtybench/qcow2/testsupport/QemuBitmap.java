package dev.dirtybench.qcow2.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.dirty.BitmapInfo;

/**
 * What a query says of a bitmap, the same record for both sides.
 *
 * @param name the name, or null for an anonymous one
 * @param count dirty bytes in whole granules
 * @param granularity bytes per bit
 * @param recording whether writes are marked
 * @param busy whether something else has it
 * @param persistent whether it will be stored
 * @param inconsistent whether it is not to be trusted
 */
public record QemuBitmap(
    String name,
    long count,
    long granularity,
    boolean recording,
    boolean busy,
    boolean persistent,
    boolean inconsistent) {
  static QemuBitmap of(JsonNode node) {
    return new QemuBitmap(
        node.has("name") ? node.get("name").asText() : null,
        node.get("count").asLong(),
        node.get("granularity").asLong(),
        node.get("recording").asBoolean(),
        node.get("busy").asBoolean(),
        node.get("persistent").asBoolean(),
        node.path("inconsistent").asBoolean(false));
  }

  /**
   * The record of our own query.
   *
   * @param info one of our records
   * @return the same in this form
   */
  public static QemuBitmap of(BitmapInfo info) {
    return new QemuBitmap(
        info.name(),
        info.count(),
        info.granularity(),
        info.recording(),
        info.busy(),
        info.persistent(),
        info.inconsistent());
  }
}
