package org.guildhall.app.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.publishing.Draft;
import org.jspecify.annotations.Nullable;

/**
 * The terms of one programme as its files have them, the oldest first.
 *
 * @param problems of all files; where there are any, terms may be missing
 */
record ProgrammeFiles(List<Terms> terms, List<Path> files, List<Problem> problems) {

    /**
     * Reads a file of terms, or a programme's folder with its {@code terms/*.yaml}.
     *
     * @throws CommandFailure where there is no such file, or no terms in the folder
     */
    static ProgrammeFiles read(Path path) throws IOException {
        List<Path> files = termsUnder(path);
        List<Terms> terms = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Terms last = null;
        for (Path file : files) {
            switch (readOne(file, last)) {
                case TermsReader.Result.Read read -> {
                    Terms next = read.terms();
                    if (last != null && !next.date().isAfter(last.date())) {
                        problems.add(new Problem(file.toString(), new Place(1, 1), "terms of " + next.date(),
                                "terms later than " + last.date() + ", which come before by the file's name", null));
                    }
                    terms.add(next);
                    last = next;
                }
                case TermsReader.Result.Mistaken mistaken -> problems.addAll(mistaken.problems());
            }
        }
        return new ProgrammeFiles(terms, files, problems);
    }

    /** Of files without mistakes, each of which has its terms. */
    List<Draft> drafts() {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            drafts.add(new Draft(files.get(i).toString(), terms.get(i)));
        }
        return drafts;
    }

    Terms latest() {
        return terms.getLast();
    }

    /** Reads the file; a file that is no text is a mistake like any other. */
    private static TermsReader.Result readOne(Path file, @Nullable Terms previous) throws IOException {
        try {
            return TermsReader.read(file.toString(), Files.readString(file), previous);
        } catch (CharacterCodingException noText) {
            return new TermsReader.Result.Mistaken(List.of(
                    new Problem(file.toString(), new Place(1, 1), "bytes that are no UTF-8", "a text in UTF-8", null)));
        }
    }

    private static List<Path> termsUnder(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        Path folder = Files.isDirectory(path.resolve("terms")) ? path.resolve("terms") : path;
        if (!Files.isDirectory(folder)) {
            throw CommandFailure
                    .unavailable("found nothing at " + path + ", expected a file of terms or a programme's folder");
        }
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> files = found.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
            if (files.isEmpty()) {
                throw CommandFailure
                        .unavailable("found no *.yaml in " + folder + ", expected terms named by their day, such as "
                                + folder.resolve("2025-01-01.yaml"));
            }
            return files;
        }
    }
}
