package org.guildhall.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guildhall.testkit.generator.Calibration;
import org.guildhall.testkit.generator.CalibrationReader;

/**
 * One of the demo's invented merchants, as it stands under {@code examples} and in the jar.
 *
 * @param name of its folder and its programme
 * @param terms the days of its terms, the oldest first
 */
public record Merchant(String name, List<String> terms) {
    public static final List<Merchant> ALL = List.of(new Merchant("cloudbridge", List.of("2025-01-01", "2025-07-01")),
            new Merchant("mancheng", List.of("2025-01-01", "2026-07-01")),
            new Merchant("shoreside", List.of("2025-01-01")), new Merchant("mailboat", List.of("2023-01-01")));

    public Merchant {
        terms = List.copyOf(terms);
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
