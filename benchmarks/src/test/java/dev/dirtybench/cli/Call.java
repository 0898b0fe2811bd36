package dev.dirtybench.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * One call of the program within this JVM.
 *
 * @param exit its exit code
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
record Call(int exit, String out, String err) {
  static Call of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exit = line.execute(words);
    return new Call(exit, out.toString(), err.toString());
  }

  /** A call that must succeed. */
  static Call done(Object... arguments) {
    Call call = of(arguments);
    if (call.exit != 0) {
      throw new AssertionError("exit code " + call.exit + ": " + call.err);
    }
    return call;
  }

  /** The only line of standard error, without the program's name. */
  String error() {
    if (err.lines().count() != 1 || !err.startsWith("dirtybench: ")) {
      throw new AssertionError("expected one line of error, got: " + err);
    }
    return err.strip().substring("dirtybench: ".length());
  }
}
