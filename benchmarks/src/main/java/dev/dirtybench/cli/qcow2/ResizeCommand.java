package dev.dirtybench.cli.qcow2;

import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Makes the disk of an image larger, and its bitmaps with it. */
@Command(
    name = "resize",
    mixinStandardHelpOptions = true,
    description =
        "Makes an image's disk larger; the new part reads as zeros and is clean in every bitmap.",
    customSynopsis = "dirtybench qcow2 resize [-hV] FILE [+]SIZE",
    footer = {"", "Example:", "  dirtybench qcow2 resize disk.qcow2 +1G"})
final class ResizeCommand extends ImageCommand {
  @Parameters(index = "0", paramLabel = "FILE", description = "the image")
  private Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "[+]SIZE",
      description = "the new size, or with + how much is added")
  private String size;

  /** A size with a minus, which looks like an option. */
  @Unmatched private List<String> further = new ArrayList<>();

  @Override
  int run() throws IOException, JobFailedException {
    String wanted = wanted();
    long number = parse(wanted.replaceFirst("^[+-]", ""));
    try (Qcow2Image image = open(file, OpenMode.READ_WRITE)) {
      image.resize(newSize(wanted, image.node().size(), number));
    }
    return 0;
  }

  private String wanted() {
    if (size == null && further.size() == 1 && further.get(0).matches("-[0-9].*")) {
      return further.get(0);
    }
    if (!further.isEmpty()) {
      throw wrongCall("unknown option or argument: " + String.join(" ", further));
    }
    if (size == null) {
      throw wrongCall("SIZE must be given: the new size, or +SIZE to add");
    }
    return size;
  }

  private long parse(String text) {
    try {
      return DiskSize.wholeSectors(DiskSize.parse(text));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrongCall(e.getMessage());
    }
  }

  private static long newSize(String wanted, long present, long number) throws JobFailedException {
    try {
      return switch (wanted.charAt(0)) {
        case '+' -> Math.addExact(present, number);
        case '-' -> Math.subtractExact(present, number);
        default -> number;
      };
    } catch (ArithmeticException e) {
      throw new JobFailedException(
          "the new size must be at most 2^63 - 1 bytes, " + present + " " + wanted + " is more", e);
    }
  }
}
