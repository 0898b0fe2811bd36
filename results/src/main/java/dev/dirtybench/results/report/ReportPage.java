package dev.dirtybench.results.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The page: one file that holds its data, its scripts and its licences and needs no network.
 *
 * <p>Scripts run by their hashes alone and nothing may be fetched. Data that would make the file
 * larger than {@link #MOST_BYTES} is packed, and after that loses the trace portraits and then the
 * single iterations, which the page says.
 */
public final class ReportPage {
  /** The largest page, in bytes. */
  public static final int MOST_BYTES = 2 << 20;

  /** In the order in which they run: each uses what those before it have left. */
  private static final List<String> SCRIPTS =
      List.of(
          "vendor/vega.min.js",
          "vendor/vega-lite.min.js",
          "vendor/vega-interpreter.min.js",
          "vendor/vega-embed.min.js",
          "vendor/uPlot.iife.min.js",
          "state.js",
          "look.js",
          "details.js",
          "charts.js",
          "warmup.js",
          "table.js",
          "sections.js",
          "start.js");

  private static final List<String> SPECIFICATIONS =
      List.of(
          "answer",
          "pareto",
          "heatmap",
          "profile",
          "speed",
          "lines",
          "memory",
          "memory-density",
          "forest",
          "strips",
          "latency",
          "throughput",
          "history");

  private final ObjectMapper mapper = new ObjectMapper();
  private final ObjectNode data;

  /**
   * A page.
   *
   * @param data of {@link ReportData}
   */
  public ReportPage(ObjectNode data) {
    this.data = data;
  }

  /**
   * Writes the page as a whole or not at all.
   *
   * @param file an existing one is replaced
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, html());
  }

  /**
   * The page's text.
   *
   * @return HTML of no more than {@link #MOST_BYTES} in UTF-8
   * @throws IOException if the numbers alone are larger than that
   */
  public String html() throws IOException {
    ObjectNode shown = data;
    String page = page(shown, mapper.writeValueAsString(shown), "plain");
    if (bytes(page) > MOST_BYTES) {
      page = packed(shown);
    }
    for (String part : List.of("portraits", "warmup", "iterations", "strips")) {
      if (bytes(page) <= MOST_BYTES) {
        break;
      }
      shown = without(shown, part);
      page = packed(shown);
    }
    if (bytes(page) > MOST_BYTES) {
      throw new IOException(
          "the report of these runs takes "
              + bytes(page)
              + " bytes, expected at most "
              + MOST_BYTES
              + "; give it fewer runs");
    }
    return page;
  }

  private static ObjectNode without(ObjectNode data, String part) {
    ObjectNode less = data.deepCopy();
    switch (part) {
      case "portraits" -> less.putObject(part);
      case "warmup" -> less.putArray(part);
      case "iterations" -> {
        int last = less.get("rowFields").size() - 1;
        less.get("rows").forEach(row -> ((ArrayNode) row.get(last)).removeAll());
      }
      default ->
          less.get("charts")
              .forEach(
                  chart -> {
                    if (chart.get("id").asText().equals(part)) {
                      ((ObjectNode) chart).remove(List.of("panels", "fields"));
                      ((ObjectNode) chart).put("omitted", "the values are too many for one file");
                    }
                  });
    }
    less.withArray("left").add(part);
    return less;
  }

  private String packed(ObjectNode shown) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(mapper.writeValueAsBytes(shown));
    }
    return page(shown, Base64.getEncoder().encodeToString(bytes.toByteArray()), "gzip");
  }

  private String page(ObjectNode shown, String json, String packing) throws IOException {
    List<String> scripts = new ArrayList<>();
    for (String name : SCRIPTS) {
      scripts.add(safe(resource(name)).strip());
    }
    StringBuilder hashes = new StringBuilder();
    StringBuilder elements = new StringBuilder();
    for (String script : scripts) {
      hashes.append(" 'sha256-").append(hash(script)).append('\'');
      elements.append("<script>").append(script).append("</script>\n");
    }
    ObjectNode specifications = mapper.createObjectNode();
    for (String name : SPECIFICATIONS) {
      specifications.set(name, mapper.readTree(resource(name + ".vl.json")));
    }
    return resource("index.html")
        .replace("{{hashes}}", hashes.toString().strip())
        .replace("{{title}}", escaped(shown.path("title").asText()))
        .replace("{{style}}", resource("vendor/uPlot.min.css") + resource("report.css"))
        .replace("{{licences}}", escaped(resource("vendor/LICENCES")))
        .replace("{{specifications}}", inScript(mapper.writeValueAsString(specifications)))
        .replace("{{packing}}", packing)
        .replace("{{data}}", inScript(json))
        .replace("{{scripts}}", elements.toString());
  }

  /** Text that ends no script element and begins no comment in one. */
  private static String safe(String text) {
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--");
  }

  /** JSON without a character that HTML could take for an element's. */
  private static String inScript(String json) {
    return json.replace("<", "\\u003c");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String hash(String script) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(
            "expected " + name + " in the jar beside the report's classes, found none");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
