package org.guildhall.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.testkit.generator.Calibration;
import org.guildhall.testkit.generator.CalibrationReader;

/**
 * One of the demo's invented merchants, as it stands under {@code examples} and in the jar.
 *
 * @param name of its folder and its programme
 * @param terms the days of its terms, the oldest first
 * @param offers the names of its offers
 */
public record Merchant(String name, List<String> terms, List<String> offers) {
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    public static final List<Merchant> ALL = List.of(
            new Merchant("cloudbridge", List.of("2025-01-01", "2025-07-01"),
                    List.of("anniversary", "dining", "spring-festival")),
            new Merchant("mancheng", List.of("2025-01-01", "2026-07-01"), List.of()),
            new Merchant("shoreside", List.of("2025-01-01"), List.of()),
            new Merchant("mailboat", List.of("2023-01-01"), List.of()));

    public Merchant {
        terms = List.copyOf(terms);
        offers = List.copyOf(offers);
    }

    public String folder() {
        return "examples/" + name;
    }

    public Calibration calibration() {
        return switch (CalibrationReader.read("calibration.yaml", text("calibration.yaml"))) {
            case CalibrationReader.Result.Read read -> read.calibration();
            case CalibrationReader.Result.Mistaken mistaken -> throw new IllegalStateException(
                    "expected a calibration without mistakes, but found " + mistaken.problems());
        };
    }

    /** Writes the files of its terms, as anybody would have them before publishing. */
    public void writeTerms(Path folder) throws IOException {
        for (String day : terms) {
            Files.writeString(folder.resolve(day + ".yaml"), text("terms/" + day + ".yaml"));
        }
    }

    /**
     * Writes the files of its offers, on the same days of the calendar in a later year: the last in which they begin by a day.
     *
     * @param last the last day of the year that is run
     */
    public void writeOffers(Path folder, LocalDate last) throws IOException {
        for (String offer : offers) {
            Files.writeString(folder.resolve(offer + ".yaml"), moved(text("offers/" + offer + ".yaml"), last));
        }
    }

    private static String moved(String text, LocalDate last) {
        Matcher first = DAY.matcher(text);
        if (!first.find()) {
            throw new IllegalStateException("expected a day in an offer, but found none");
        }
        LocalDate from = LocalDate.parse(first.group());
        int years = Math.max(0, Period.between(from, last).getYears());
        return DAY.matcher(text).replaceAll(day -> LocalDate.parse(day.group()).plusYears(years).toString());
    }

    private String text(String file) {
        try (InputStream in = Merchant.class.getResourceAsStream("/" + folder() + "/" + file)) {
            if (in == null) {
                throw new IllegalStateException(
                        "expected " + folder() + "/" + file + " in the jar, but found nothing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
