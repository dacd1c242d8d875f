package org.guildhall.core.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guildhall.core.terms.OfferCompiler.Compiled;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;

/** The offer that tests change, and the terms that it is of. */
final class OfferFiles {
    static final Path FOLDER = Path.of("src", "test", "resources", "offers");

    private OfferFiles() {}

    static String termsText() {
        return text(FOLDER.resolve("terms.yaml"));
    }

    static Terms terms() {
        return ((TermsReader.Result.Read) TermsReader.read("terms.yaml", termsText(), null)).terms();
    }

    /** One with all kinds of coupons. */
    static String sound() {
        return text(FOLDER.resolve("spring.yaml"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Compiled read(String text, Terms terms, Offers before) {
        return switch (OfferReader.read("offer.yaml", text, terms, before)) {
            case OfferReader.Result.Read read -> read.offer();
            case OfferReader.Result.Mistaken mistaken ->
                    throw new AssertionError(mistaken.problems().toString());
        };
    }

    static List<String> mistakes(String text, Terms terms, Offers before) {
        return switch (OfferReader.read("offer.yaml", text, terms, before)) {
            case OfferReader.Result.Read read -> List.of();
            case OfferReader.Result.Mistaken mistaken -> mistaken.problems().stream().map(Problem::toString).toList();
        };
    }
}
