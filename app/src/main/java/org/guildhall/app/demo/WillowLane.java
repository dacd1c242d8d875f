package org.guildhall.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.guildhall.testkit.generator.Calibration;
import org.guildhall.testkit.generator.CalibrationReader;

/** The shop of the demo, as it stands under {@code examples} and in the jar. */
public final class WillowLane {
    public static final String FOLDER = "examples/willow-lane";
    public static final String TERMS = "2025-01-01.yaml";

    private WillowLane() {}

    public static String terms() {
        return text("terms/" + TERMS);
    }

    public static Calibration calibration() {
        return switch (CalibrationReader.read("calibration.yaml", text("calibration.yaml"))) {
            case CalibrationReader.Result.Read read -> read.calibration();
            case CalibrationReader.Result.Mistaken mistaken -> throw new IllegalStateException(
                    "expected a calibration without mistakes, but found " + mistaken.problems());
        };
    }

    private static String text(String file) {
        try (InputStream in = WillowLane.class.getResourceAsStream("/" + FOLDER + "/" + file)) {
            if (in == null) {
                throw new IllegalStateException("expected " + FOLDER + "/" + file + " in the jar, but found nothing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
