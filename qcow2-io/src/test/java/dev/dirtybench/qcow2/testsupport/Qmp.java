package dev.dirtybench.qcow2.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A connection to QEMU's monitor: one command and one answer at a time. */
public final class Qmp implements Closeable {
  private final SocketChannel channel;
  private final BufferedReader lines;
  private final Deque<JsonNode> events = new ArrayDeque<>();
  private long lastId;

  /**
   * Connects and says that commands follow.
   *
   * @param socket where the monitor listens
   * @throws IOException if it does not
   */
  public Qmp(Path socket) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      receive();
      run("qmp_capabilities", Map.of());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Runs a command.
   *
   * @param command its name
   * @param arguments its arguments; maps, lists, texts, numbers and truth values
   * @return what it returns
   * @throws QmpException if it is refused
   */
  public JsonNode run(String command, Map<String, ?> arguments) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("execute", command);
    request.put("id", ++lastId);
    request.put("arguments", arguments);
    String text = Json.write(request);
    try {
      ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      JsonNode answer = receive();
      // Events come between, and a monitor that was connected to early greets twice.
      while (answer.path("id").asLong() != lastId) {
        if (answer.has("event")) {
          events.add(answer);
        } else if (!answer.has("QMP")) {
          throw new IOException("expected the answer with id " + lastId + ", got " + answer);
        }
        answer = receive();
      }
      if (answer.has("error")) {
        throw new QmpException(answer.at("/error/desc").asText());
      }
      return answer.get("return");
    } catch (IOException e) {
      throw new UncheckedIOException("no answer to " + text, e);
    }
  }

  /**
   * Waits for an event and forgets it, and all events before it.
   *
   * @param name its name
   * @param wanted which ones of that name
   * @return its data
   */
  public JsonNode await(String name, Predicate<JsonNode> wanted) {
    try {
      while (true) {
        JsonNode event = events.isEmpty() ? receive() : events.remove();
        if (event.get("event").asText().equals(name) && wanted.test(event.path("data"))) {
          return event.path("data");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("event " + name + " did not come", e);
    }
  }

  private JsonNode receive() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("the monitor has hung up");
    }
    return Json.read(line);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
