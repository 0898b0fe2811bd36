package dev.dirtybench.qcow2.testsupport;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A guest that only writes: the smallest client of the NBD protocol that can change a disk.
 *
 * <p>Source: the NBD protocol description, fixed newstyle negotiation and simple replies.
 */
public final class NbdClient implements Closeable {
  private static final long GREETING = 0x4e42444d41474943L;
  private static final long OPTION = 0x49484156454f5054L;
  private static final long OPTION_REPLY = 0x3e889045565a9L;
  private static final int REQUEST = 0x25609513;
  private static final int REPLY = 0x67446698;
  private static final int FIXED_NEWSTYLE_WITHOUT_ZEROES = 3;
  private static final int OPTION_GO = 7;
  private static final int ACKNOWLEDGED = 1;

  private enum Command {
    WRITE(1),
    DISCONNECT(2),
    FLUSH(3),
    TRIM(4),
    WRITE_ZEROES(6);

    private final short code;

    Command(int code) {
      this.code = (short) code;
    }
  }

  private final SocketChannel channel;
  private long cookie;

  /**
   * Connects to an export.
   *
   * @param socket where the server listens
   * @param export its name
   * @throws IOException if the server refuses
   */
  public NbdClient(Path socket, String export) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      negotiate(export);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void negotiate(String export) throws IOException {
    ByteBuffer greeting = receive(18);
    require("greeting", GREETING, greeting.getLong());
    require("option magic", OPTION, greeting.getLong());
    byte[] name = export.getBytes(StandardCharsets.UTF_8);
    ByteBuffer go = ByteBuffer.allocate(26 + name.length);
    go.putInt(FIXED_NEWSTYLE_WITHOUT_ZEROES).putLong(OPTION).putInt(OPTION_GO);
    go.putInt(6 + name.length).putInt(name.length).put(name).putShort((short) 0);
    send(go.flip());
    int type;
    do {
      ByteBuffer reply = receive(20);
      require("option reply", OPTION_REPLY, reply.getLong());
      reply.getInt();
      type = reply.getInt();
      ByteBuffer data = receive(reply.getInt());
      if (type < 0) {
        throw new IOException(
            "export '" + export + "' refused: " + StandardCharsets.UTF_8.decode(data));
      }
    } while (type != ACKNOWLEDGED);
  }

  /**
   * Writes ones.
   *
   * @param offset first byte
   * @param length bytes
   * @return the error number, 0 for none
   * @throws IOException if the server is gone
   */
  public int write(long offset, int length) throws IOException {
    byte[] data = new byte[length];
    Arrays.fill(data, (byte) 1);
    return request(Command.WRITE, offset, length, data);
  }

  /**
   * Writes zeroes.
   *
   * @param offset first byte
   * @param length bytes
   * @return the error number, 0 for none
   * @throws IOException if the server is gone
   */
  public int writeZeroes(long offset, int length) throws IOException {
    return request(Command.WRITE_ZEROES, offset, length, new byte[0]);
  }

  /**
   * Discards.
   *
   * @param offset first byte
   * @param length bytes
   * @return the error number, 0 for none
   * @throws IOException if the server is gone
   */
  public int discard(long offset, int length) throws IOException {
    return request(Command.TRIM, offset, length, new byte[0]);
  }

  /**
   * Has the server write to the disk what it holds in memory.
   *
   * @return the error number, 0 for none
   * @throws IOException if the server is gone
   */
  public int flush() throws IOException {
    return request(Command.FLUSH, 0, 0, new byte[0]);
  }

  private int request(Command command, long offset, int length, byte[] data) throws IOException {
    sendRequest(command, offset, length, data);
    ByteBuffer reply = receive(16);
    require("reply", REPLY, reply.getInt());
    final int error = reply.getInt();
    require("cookie", cookie, reply.getLong());
    return error;
  }

  private void sendRequest(Command command, long offset, int length, byte[] data)
      throws IOException {
    ByteBuffer request = ByteBuffer.allocate(28 + data.length);
    request.putInt(REQUEST).putShort((short) 0).putShort(command.code).putLong(++cookie);
    request.putLong(offset).putInt(length).put(data);
    send(request.flip());
  }

  private void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private ByteBuffer receive(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("the NBD server has hung up");
      }
    }
    return bytes.flip();
  }

  private static void require(String what, long expected, long found) throws IOException {
    if (expected != found) {
      throw new IOException(String.format("NBD %s must be 0x%x, got 0x%x", what, expected, found));
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try (channel) {
        sendRequest(Command.DISCONNECT, 0, 0, new byte[0]);
      }
    }
  }
}
