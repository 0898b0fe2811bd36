package dev.dirtybench.cli.qcow2;

import dev.dirtybench.cli.qcow2.BitmapAction.Kind;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Changes a bitmap in an image by some actions, in the order in which they are given. */
@Command(
    name = "bitmap",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Changes a bitmap by actions, in the order in which they are given.",
      "Exit code 0 means that the result is on the disk. When an action fails, those",
      "before it are kept, and the message names them."
    },
    footer = {
      "",
      "Examples:",
      "  dirtybench qcow2 bitmap --add -g 64K disk.qcow2 backup",
      "  dirtybench qcow2 bitmap --add --disable --merge mon --merge tue disk.qcow2 week",
      "  dirtybench qcow2 bitmap --merge backup -b base.qcow2 -F qcow2 top.qcow2 backup"
    })
final class BitmapCommand extends ImageCommand {
  @Option(
      names = "--add",
      parameterConsumer = InOrder.class,
      description = "adds it, recording and clean")
  private boolean add;

  @Option(names = "--remove", parameterConsumer = InOrder.class, description = "removes it")
  private boolean remove;

  @Option(
      names = "--clear",
      parameterConsumer = InOrder.class,
      description = "marks everything clean in it")
  private boolean clear;

  @Option(
      names = "--enable",
      parameterConsumer = InOrder.class,
      description = "lets it record guest writes")
  private boolean enable;

  @Option(
      names = "--disable",
      parameterConsumer = InOrder.class,
      description = "keeps it from recording")
  private boolean disable;

  @Option(
      names = "--merge",
      parameterConsumer = InOrder.class,
      paramLabel = "SRC",
      description = "adds what bitmap SRC marks; may be repeated")
  private String merge;

  @Option(
      names = "-b",
      paramLabel = "FILE",
      description = "the image that has SRC; default: the same image")
  private Path sourceFile;

  @Option(names = "-F", paramLabel = "FMT", description = "format of the image of -b: qcow2")
  private String sourceFormat;

  @Option(
      names = "-g",
      paramLabel = "N",
      description = "bytes per bit of a bitmap that is added; default: the cluster size, 4K to 64K")
  private String granularity;

  @Option(names = "-f", paramLabel = "FMT", description = "format of the image: qcow2")
  private String format;

  @Parameters(index = "0", paramLabel = "FILE", description = "the image")
  private Path file;

  @Parameters(index = "1", paramLabel = "BITMAP", description = "the bitmap's name")
  private String bitmap;

  private final List<BitmapAction> actions = new ArrayList<>();

  @Override
  int run() throws IOException, JobFailedException {
    requireSense();
    BitmapJob job = new BitmapJob(bitmap, granularity(), actions);
    if (sourceFile == null || isSame(sourceFile, file)) {
      try (Qcow2Image image = open(file, OpenMode.READ_WRITE)) {
        job.run(image.node(), image.node());
      }
      return 0;
    }
    try (Qcow2Image source = open(sourceFile, OpenMode.READ_ONLY);
        Qcow2Image image = open(file, OpenMode.READ_WRITE)) {
      job.run(image.node(), source.node());
    }
    return 0;
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
  }

  private void requireSense() {
    if (actions.isEmpty()) {
      throw wrongCall(
          "Need at least one of --add, --remove, --clear, --enable, --disable, or --merge");
    }
    if (granularity != null && !has(Kind.ADD)) {
      throw wrongCall("granularity only supported with --add");
    }
    if (sourceFile != null && !has(Kind.MERGE)) {
      throw wrongCall("Merge bitmap source file only supported with --merge");
    }
    if (sourceFile == null && sourceFormat != null) {
      throw wrongCall("-F FMT needs the file that has that format: -b FILE");
    }
    requireQcow2("-f", format);
    requireQcow2("-F", sourceFormat);
  }

  private boolean has(Kind kind) {
    return actions.stream().anyMatch(action -> action.kind() == kind);
  }

  private void requireQcow2(String option, String value) {
    if (value != null && !value.equals("qcow2")) {
      throw wrongCall(option + " must be qcow2, which alone has bitmaps here, got " + value);
    }
  }

  private Optional<Granularity> granularity() {
    if (granularity == null) {
      return Optional.empty();
    }
    long bytes;
    try {
      bytes = DiskSize.parse(granularity);
    } catch (IllegalArgumentException e) {
      throw wrongCall(e.getMessage());
    }
    if (bytes < 512 || Long.bitCount(bytes) != 1) {
      throw wrongCall("Granularity must be power of 2 and at least 512, got " + granularity);
    }
    return Optional.of(Granularity.ofBytes(bytes));
  }

  /** Notes each action at the moment when it is met, which keeps their order. */
  static final class InOrder implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
      String name = ((OptionSpec) option).longestName();
      Kind kind = Kind.valueOf(name.substring(2).toUpperCase(java.util.Locale.ROOT));
      String source = null;
      if (kind == Kind.MERGE) {
        if (arguments.isEmpty()) {
          throw new ParameterException(
              command.commandLine(), "--merge needs the name of a bitmap: --merge SRC");
        }
        source = arguments.pop();
      }
      ((BitmapCommand) command.userObject()).actions.add(new BitmapAction(kind, source));
    }
  }
}
