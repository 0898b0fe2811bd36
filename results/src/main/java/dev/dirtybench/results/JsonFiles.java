package dev.dirtybench.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads JSON files strictly and writes them all at once.
 *
 * <p>Strictly: duplicate names and anything after the first value are errors. Numbers keep their
 * digits, so that what is read and written again is the same number to the last place.
 */
public final class JsonFiles {
  /** JMH nests 7 deep; a bound keeps hostile files from filling the stack or a message. */
  private static final int DEEPEST_NESTING = 64;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** For values that are computed with and not written again: doubles. */
  private static final JsonMapper ROUNDING =
      MAPPER
          .rebuild()
          .disable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private JsonFiles() {}

  /**
   * Reads a file of one JSON value.
   *
   * @param file the file, in UTF-8
   * @return the value
   * @throws ResultFormatException if it is not one JSON value
   * @throws IOException if it cannot be read
   */
  public static JsonNode read(Path file) throws IOException {
    return read(file, MAPPER);
  }

  /**
   * Reads a file of one JSON value whose numbers need not keep their digits.
   *
   * @param file the file, in UTF-8
   * @return the value, its fractions as doubles
   * @throws ResultFormatException if it is not one JSON value
   * @throws IOException if it cannot be read
   */
  static JsonNode readValues(Path file) throws IOException {
    return read(file, ROUNDING);
  }

  private static JsonNode read(Path file, JsonMapper mapper) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = mapper.createParser(in)) {
      return read(parser, mapper, file.getFileName().toString());
    }
  }

  private static JsonNode read(JsonParser parser, JsonMapper mapper, String file)
      throws IOException {
    try {
      JsonNode node = mapper.readTree(parser);
      if (node == null) {
        throw new ResultFormatException(file, "", "a JSON value", "an empty file");
      }
      if (parser.nextToken() != null) {
        throw new ResultFormatException(
            file, "", "the end of the file after one JSON value", "more at " + place(parser));
      }
      return node;
    } catch (JsonProcessingException e) {
      throw syntaxError(file, parser, e.getOriginalMessage(), e);
    } catch (CharConversionException e) {
      throw syntaxError(file, parser, e.getMessage(), e);
    } catch (NumberFormatException e) {
      // Jackson lets this one through for an exponent that no BigDecimal can have.
      throw syntaxError(file, parser, e.getMessage(), e);
    }
  }

  private static ResultFormatException syntaxError(
      String file, JsonParser parser, String message, Exception cause) {
    String reason = message.lines().findFirst().orElse("").replaceFirst(" \\(start marker.*", "");
    var fault =
        new ResultFormatException(
            file,
            parser.getParsingContext().pathAsPointer().toString(),
            "valid JSON in UTF-8",
            place(parser) + ": " + reason);
    fault.initCause(cause);
    return fault;
  }

  private static String place(JsonParser parser) {
    var location = parser.currentLocation();
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /**
   * Writes one JSON value, indented, and replaces what was there as a whole.
   *
   * @param file the file
   * @param node the value
   * @throws IOException if it cannot be written; the file is left as it was
   */
  static void write(Path file, JsonNode node) throws IOException {
    AtomicFile.write(file, print(node));
  }

  /**
   * Prints one JSON value, indented by two spaces, the same on every platform.
   *
   * @param node the value
   * @return the text, ended by a line feed
   * @throws IOException if a number has too many digits to print
   */
  public static String print(JsonNode node) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return MAPPER.writer(printer).writeValueAsString(node) + '\n';
  }
}
