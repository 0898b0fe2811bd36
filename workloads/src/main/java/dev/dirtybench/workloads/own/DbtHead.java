package dev.dirtybench.workloads.own;

import dev.dirtybench.workloads.CommentLine;
import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.PackedFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a {@code .dbt} file.
 *
 * @param trace with the disk's size; the operations are unknown where writing began without them
 * @param blockOperations that every block has, but for the last one, which may have fewer
 */
record DbtHead(TraceHead trace, int blockOperations) {
  private static final int TEXT_LENGTH_BYTES = 2;
  private static final int MOST_BYTES_A_CHAR = 3;
  private static final int TEXTS_BESIDE_COMMENTS = 2;

  /** The longest head. */
  static final int MOST_BYTES =
      DbtLayout.HEAD_BYTES
          + (CommentLine.MAX_COUNT + TEXTS_BESIDE_COMMENTS)
              * (TEXT_LENGTH_BYTES + MOST_BYTES_A_CHAR * CommentLine.MAX_CHARS)
          + DbtLayout.CHECKSUM_BYTES;

  /**
   * The head as the file has it.
   *
   * @throws IllegalArgumentException if the trace's head breaks the form's limits
   */
  byte[] bytes() {
    if (trace.deviceSize() == TraceHead.UNKNOWN) {
      throw new IllegalArgumentException(
          "expected a trace that states its disk's size, found none (--disk-size sets it)");
    }
    List<String> comments = trace.comments();
    if (comments.size() > CommentLine.MAX_COUNT) {
      throw new IllegalArgumentException(
          "expected at most " + CommentLine.MAX_COUNT + " comments, found " + comments.size());
    }
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    add(texts, trace.name());
    add(texts, trace.source());
    for (String comment : comments) {
      if (CommentLine.isReserved(comment)) {
        throw new IllegalArgumentException(
            "expected comments with none of the keys "
                + CommentLine.RESERVED_KEYS
                + ", found "
                + Quoted.text(comment));
      }
      add(texts, CommentLine.checked("comment", comment));
    }
    int length = DbtLayout.HEAD_BYTES + texts.size() + DbtLayout.CHECKSUM_BYTES;
    ByteBuffer head = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(0, DbtLayout.MAGIC);
    head.putShort(DbtLayout.HEAD_VERSION, DbtLayout.VERSION);
    head.putInt(DbtLayout.HEAD_LENGTH, length);
    head.putLong(DbtLayout.HEAD_DEVICE_SIZE, trace.deviceSize());
    head.putLong(DbtLayout.HEAD_OPERATIONS, trace.operations());
    head.putInt(DbtLayout.HEAD_BLOCK_OPERATIONS, blockOperations);
    head.putInt(DbtLayout.HEAD_COMMENTS, comments.size());
    head.put(DbtLayout.HEAD_BYTES, texts.toByteArray());
    int end = length - DbtLayout.CHECKSUM_BYTES;
    head.putInt(end, DbtLayout.checksum(head.array(), 0, end));
    return head.array();
  }

  private static void add(ByteArrayOutputStream texts, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    texts.write(bytes.length);
    texts.write(bytes.length >>> Byte.SIZE);
    texts.writeBytes(bytes);
  }

  /**
   * How long a head is.
   *
   * @param start its first {@link DbtLayout#HEAD_BYTES} bytes, little-endian
   * @return bytes, at most {@link #MOST_BYTES}
   * @throws PackedFault if this is no head of version 1
   */
  static int lengthOf(ByteBuffer start) throws PackedFault {
    if (start.getLong(0) != DbtLayout.MAGIC) {
      throw new PackedFault(
          "the eight bytes that a .dbt file starts with",
          "0x" + Long.toHexString(Long.reverseBytes(start.getLong(0))));
    }
    int version = Short.toUnsignedInt(start.getShort(DbtLayout.HEAD_VERSION));
    if (version != DbtLayout.VERSION) {
      throw new PackedFault("version " + DbtLayout.VERSION + " of the form", "version " + version);
    }
    int length = start.getInt(DbtLayout.HEAD_LENGTH);
    if (length < DbtLayout.HEAD_BYTES + DbtLayout.CHECKSUM_BYTES || length > MOST_BYTES) {
      throw new PackedFault(
          "a head of " + DbtLayout.HEAD_BYTES + " to " + MOST_BYTES + " bytes",
          Integer.toUnsignedString(length));
    }
    return length;
  }

  /**
   * Reads a whole head.
   *
   * @param head backed by an array from index 0, its limit where it ends, little-endian
   * @throws PackedFault if a checksum or a value is wrong
   */
  static DbtHead parse(ByteBuffer head) throws PackedFault {
    int end = head.limit() - DbtLayout.CHECKSUM_BYTES;
    if (head.getInt(end) != DbtLayout.checksum(head.array(), 0, end)) {
      throw new PackedFault("a head that matches its checksum", "a mismatch");
    }
    int blockOperations = head.getInt(DbtLayout.HEAD_BLOCK_OPERATIONS);
    long deviceSize = head.getLong(DbtLayout.HEAD_DEVICE_SIZE);
    long operations = head.getLong(DbtLayout.HEAD_OPERATIONS);
    int comments = head.getInt(DbtLayout.HEAD_COMMENTS);
    if (head.getShort(DbtLayout.HEAD_RESERVED) != 0
        || blockOperations < 1
        || blockOperations > DbtLayout.MOST_BLOCK_OPERATIONS
        || deviceSize < 1
        || deviceSize > WriteTrace.MAX_DEVICE_SIZE
        || operations < TraceHead.UNKNOWN
        || comments < 0
        || comments > CommentLine.MAX_COUNT) {
      throw new PackedFault("a head with values in their bounds", "others");
    }
    head.position(DbtLayout.HEAD_BYTES).limit(end);
    String name = text(head);
    String source = text(head);
    List<String> lines = new ArrayList<>(comments);
    for (int i = 0; i < comments; i++) {
      lines.add(text(head));
      if (CommentLine.isReserved(lines.get(i))) {
        throw new PackedFault(
            "comments with none of the keys " + CommentLine.RESERVED_KEYS,
            Quoted.text(lines.get(i)));
      }
    }
    if (head.hasRemaining()) {
      throw new PackedFault("the end of the head", "another " + head.remaining() + " bytes");
    }
    return new DbtHead(new TraceHead(name, source, lines, deviceSize, operations), blockOperations);
  }

  private static String text(ByteBuffer head) throws PackedFault {
    int length = head.remaining() < TEXT_LENGTH_BYTES ? -1 : Short.toUnsignedInt(head.getShort());
    if (length < 0 || length > head.remaining()) {
      throw new PackedFault("texts that end within the head", "one that does not");
    }
    ByteBuffer bytes = head.slice(head.position(), length);
    head.position(head.position() + length);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      PackedFault fault = new PackedFault("texts in UTF-8", "other bytes");
      fault.initCause(e);
      throw fault;
    }
    if (!CommentLine.fits(text) || !text.equals(text.strip())) {
      throw new PackedFault(
          "texts of one line, 1 to " + CommentLine.MAX_CHARS + " characters", Quoted.text(text));
    }
    return text;
  }
}
