package dev.dirtybench.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** What a picture must be: of the right format, one column of a paper wide, and not empty. */
final class PictureFile {
  private static final double COLUMN_INCHES = 3.35;
  private static final double POINTS_PER_INCH = 72;
  private static final int DOTS_PER_INCH = 300;
  private static final double TALLEST_INCHES = 40;
  private static final Pattern SVG = Pattern.compile("<svg [^>]*width=\"([\\d.]+)pt\"");
  private static final Pattern PDF = Pattern.compile("/MediaBox \\[ ?0 0 ([\\d.]+) ([\\d.]+) ?\\]");

  private PictureFile() {}

  static void assertDrawn(Path file) throws IOException {
    String name = file.getFileName().toString();
    switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "png" -> assertPng(file);
      case "svg" -> assertSvg(file);
      default -> assertPdf(file);
    }
  }

  private static void assertPng(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals((int) (COLUMN_INCHES * DOTS_PER_INCH), image.getWidth(), file.toString());
    assertTrue(image.getHeight() > DOTS_PER_INCH, file.toString());
    assertTrue(image.getHeight() < TALLEST_INCHES * DOTS_PER_INCH, file.toString());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 2) {
      for (int x = 0; x < image.getWidth(); x += 2) {
        colours.add(image.getRGB(x, y));
      }
    }
    assertTrue(colours.size() > 10, file + " has " + colours.size() + " colours");
  }

  private static void assertSvg(Path file) throws IOException {
    String text = Files.readString(file);
    assertWidth(SVG, text, file);
    assertTrue(text.trim().endsWith("</svg>"), file.toString());
    assertTrue(text.split("<path ").length > 20, file.toString());
  }

  private static void assertPdf(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.startsWith("%PDF-1."), file.toString());
    assertTrue(text.trim().endsWith("%%EOF"), file.toString());
    assertWidth(PDF, text, file);
    assertTrue(text.contains("/FontFile2"), file + " has no TrueType fonts in it");
    assertTrue(!text.contains("/Type3"), file + " has Type 3 fonts");
  }

  private static void assertWidth(Pattern pattern, String text, Path file) {
    Matcher width = pattern.matcher(text);
    assertTrue(width.find(), file.toString());
    assertEquals(
        COLUMN_INCHES * POINTS_PER_INCH, Double.parseDouble(width.group(1)), 0.01, file.toString());
  }
}
