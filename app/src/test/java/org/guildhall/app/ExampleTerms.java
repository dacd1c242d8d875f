package org.guildhall.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** The terms of the examples. */
public final class ExampleTerms {
    private ExampleTerms() {}

    public static Path folder(String example) {
        return RealData.repository().resolve("examples").resolve(example);
    }

    /** The first terms of an example. */
    public static Terms first(String example) throws IOException {
        try (var files = Files.list(folder(example).resolve("terms"))) {
            return compile(Files.readString(files.sorted().findFirst().orElseThrow()), null);
        }
    }

    public static Terms compile(String text, @Nullable Terms previous) {
        return switch (TermsReader.read("terms", text, previous)) {
            case TermsReader.Result.Read read -> read.terms();
            case TermsReader.Result.Mistaken mistaken -> throw new AssertionError(mistaken.problems());
        };
    }
}
