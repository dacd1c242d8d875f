package org.guildhall.runtime.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** A programme of the simulation, with the terms that come one after the other. One thread. */
final class Programme {
    static final List<String> ALL = List.of("harbour", "station", "lighthouse");

    /** How later terms differ; every second pair takes back the one before it. */
    private static final String[][] CHANGES = {{"activity.amount * 1.5", "activity.amount * 2.5"},
        {"amount: 400, per: calendar month", "amount: 250, per: calendar month"},
        {"after: 25 days", "after: 1 month, rounded-up-to: month"}, {"hold: 2 months", "hold: 5 weeks"},
        {"silver: {from: 60", "silver: {from: 45"}, {"quick: {from: 2", "quick: {from: 3"},
        {"activity.amount * 0.075", "activity.amount * 0.1"},
        {"times: 5, per: calendar week", "times: 3, per: calendar week"},
        {"[02-28, 06-30, 12-31]", "[03-31, 09-30]"}, {"second: {from: 80", "second: {from: 50"},
        {"after-inactivity: 2 months", "after-inactivity: 40 days"}, {"keeper: {from: 40", "keeper: {from: 30"},
        {"heavy: {from: 40", "heavy: {from: 25"}, {"after: 90 minutes", "after: 3 hours"},
        {"on-return: down-to-zero", "on-return: below-zero"}, {"late: 20 days", "late: 12 days"}};

    private final List<Terms> all = new ArrayList<>();

    Programme(String name) {
        all.add(compile(text(name), null));
    }

    private static String text(String name) {
        try (InputStream in = Programme.class.getResourceAsStream("/simulation/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Terms compile(String text, @Nullable Terms previous) {
        return switch (TermsReader.read("terms", text, previous)) {
            case TermsReader.Result.Read read -> read.terms();
            case TermsReader.Result.Mistaken mistaken ->
                    throw new IllegalArgumentException(
                            "expected terms without mistakes, but found " + mistaken.problems());
        };
    }

    Terms first() {
        return all.getFirst();
    }

    Terms latest() {
        return all.getLast();
    }

    int number() {
        return EntityName.programmeNumber(first().programme());
    }

    /** Other terms from the beginning of a day on; {@code choice} says which changes they bring. */
    byte[] next(LocalDate day, int choice) {
        String text = latest().text().replaceFirst("terms: [-0-9]+", "terms: " + day);
        for (int i = 0; i < CHANGES.length; i++) {
            if ((choice >> i & 1) == 1) {
                boolean back = text.contains(CHANGES[i][1]);
                text = text.replace(CHANGES[i][back ? 1 : 0], CHANGES[i][back ? 0 : 1]);
            }
        }
        all.add(compile(text, latest()));
        return published(latest());
    }

    static byte[] published(Terms terms) {
        return new PublishedTerms(terms.programme(), terms.from(), terms.text()).encode();
    }
}
