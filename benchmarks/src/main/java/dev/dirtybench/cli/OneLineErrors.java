package dev.dirtybench.cli;

import dev.dirtybench.results.ResultFormatException;
import dev.dirtybench.workloads.TraceFormatException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells a user what was wrong in one line, without a stack trace. */
final class OneLineErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final int USAGE = 2;

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    say(e.getCommandLine(), e.getMessage() + "; see " + command + " --help");
    return USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    say(line, message(e));
    boolean callersMistake =
        e instanceof IllegalArgumentException
            || e instanceof TraceFormatException
            || e instanceof ResultFormatException
            || e instanceof FileAlreadyExistsException
            || e instanceof NoSuchFileException;
    return callersMistake ? USAGE : line.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String message(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "no such file: " + e.getMessage();
    }
    if (e instanceof AccessDeniedException) {
      return "no permission: " + e.getMessage();
    }
    if (e instanceof FileAlreadyExistsException) {
      return "exists already: " + e.getMessage();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static void say(CommandLine line, String message) {
    line.getErr().println("dirtybench: " + message.replaceAll("\\s*\\R\\s*", " | "));
  }
}
