package org.guildhall.testkit.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.core.terms.Terms;
import org.guildhall.testkit.Sandbox;

/** The examples that have a calibration; {@link #all} leaves out those that sell plans. */
final class Examples {
    static final String WILLOW_LANE = "willow-lane";

    private static final Path FOLDER = Path.of("../examples");

    private Examples() {}

    static List<String> all() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve("calibration.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(example -> calibration(example).plans().plans().isEmpty())
                    .sorted()
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static Calibration calibration(String example) {
        return switch (CalibrationReader.read("calibration.yaml", text(example, "calibration.yaml"))) {
            case CalibrationReader.Result.Read read -> read.calibration();
            case CalibrationReader.Result.Mistaken mistaken ->
                    throw new AssertionError("expected no mistakes, but found " + mistaken.problems());
        };
    }

    /** All terms of an example, the oldest first. */
    static List<Terms> terms(String example) {
        List<Terms> terms = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER.resolve(example).resolve("terms"))) {
            for (Path file : files.sorted().toList()) {
                terms.add(Sandbox.compile(Files.readString(file), terms.isEmpty() ? null : terms.getLast()));
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return terms;
    }

    /** The texts of an example's offers. */
    static List<String> offers(String example) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(example).resolve("offers"))) {
            return files.sorted().map(file -> text(example, "offers/" + file.getFileName())).toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static String text(String example, String file) {
        try {
            return Files.readString(FOLDER.resolve(example).resolve(file));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
