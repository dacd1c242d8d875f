package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.core.language.Cut;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.TermsDifference;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.shown.DifferenceWords;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guildhall diff}: what one file of terms changes after another, and for whom. */
@Command(name = "diff",
        description = "Says in words what new terms change, and for whom.",
        mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "The terms of before.") Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The terms that follow them.") Path after = Path.of("");

    @Option(names = "--lang", paramLabel = "LANG", description = "zh or en; en unless said.") Language language =
            Language.en;

    @Mixin Output output = new Output();

    /** As it is typed. */
    private enum Language {
        zh,
        en
    }

    @Override
    public Integer call() throws IOException {
        Terms old = read(before, null);
        Terms next = old == null ? null : read(after, old);
        if (old == null || next == null) {
            return ExitCode.FAILED;
        }
        List<TermsDifference> differences = TermsDifference.between(old.text(), next.text());
        DifferenceWords words = new DifferenceWords(old, next, Locale.forLanguageTag(language.name()));
        String cuts = words.cuts(Cut.between(old, next));
        if (output.json) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("from", next.date().toString());
            json.put("announced", next.announced() == null ? null : next.announced().toString());
            json.put("cuts", Cut.between(old, next).stream().map(DiffCommand::json).toList());
            json.put("differences", differences.stream().map(difference -> json(difference, words)).toList());
            output.json(json);
            return ExitCode.FINE;
        }
        for (TermsDifference difference : differences) {
            words.lines(difference).forEach(output::line);
        }
        if (cuts != null) {
            output.line(cuts);
        }
        if (differences.isEmpty()) {
            output.line(language == Language.zh ? "没有变动" : "nothing changes");
        }
        return ExitCode.FINE;
    }

    /** The terms, or null after their mistakes were told. */
    private @Nullable Terms read(Path file, @Nullable Terms previous) throws IOException {
        if (Files.isDirectory(file)) {
            throw CommandFailure.unavailable("found the folder " + file + ", expected one file of terms");
        }
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.unavailable("found no file " + file + ", expected terms");
        }
        return switch (TermsReader.read(file.toString(), Files.readString(file), previous)) {
            case TermsReader.Result.Read read -> read.terms();
            case TermsReader.Result.Mistaken mistaken -> {
                mistaken.problems().stream().map(Problem::toString).forEach(output::line);
                yield null;
            }
        };
    }

    private static Map<String, String> json(Cut cut) {
        return Map.of("section", cut.section(), "name", cut.name(), "what", cut.what());
    }

    private static Map<String, Object> json(TermsDifference difference, DifferenceWords words) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("section", difference.section());
        json.put("name", difference.name());
        json.put("what", difference.what().name().toLowerCase(Locale.ROOT));
        List<Map<String, @Nullable Object>> changes = new ArrayList<>();
        for (TermsDifference.Change change : difference.changes()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("key", change.key());
            one.put("before", change.before());
            one.put("after", change.after());
            changes.add(one);
        }
        json.put("changes", changes);
        json.put("words", words.lines(difference));
        return json;
    }
}
