package org.guildhall.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.app.Main;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the command line in this process. */
final class Cli {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Cli() {}

    /** What a command printed and how it ended. */
    record Result(int exit, String out, String err) {
        JsonNode json() {
            return JSON.readTree(out);
        }
    }

    /** @param words texts and paths */
    static Result run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = line.execute(List.of(words).stream().map(Object::toString).toArray(String[]::new));
        return new Result(exit, out.toString(), err.toString());
    }

    /** The command that a process of its own runs, with the class path and the JDK of this one. */
    static List<String> ownProcess(Object... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        List.of(words).forEach(word -> command.add(word.toString()));
        return command;
    }
}
