package org.guildhall.testkit.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guildhall.core.terms.Terms;
import org.guildhall.testkit.Sandbox;

/** The shop of the examples. */
final class WillowLane {
    private static final Path FOLDER = Path.of("../examples/willow-lane");

    private WillowLane() {}

    static Calibration calibration() {
        return switch (CalibrationReader.read("calibration.yaml", text("calibration.yaml"))) {
            case CalibrationReader.Result.Read read -> read.calibration();
            case CalibrationReader.Result.Mistaken mistaken ->
                    throw new AssertionError("expected no mistakes, but found " + mistaken.problems());
        };
    }

    static Terms terms() {
        return Sandbox.compile(text("terms/2025-01-01.yaml"), null);
    }

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
