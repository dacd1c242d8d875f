package org.guildhall.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.loop.LocalRuntime;
import org.guildhall.runtime.memory.MemoryProfiles;
import org.guildhall.runtime.memory.MemoryStorage;
import org.guildhall.server.figures.Ended;
import org.guildhall.server.figures.FigureStore;
import org.guildhall.server.figures.Figures;
import org.guildhall.server.figures.MonthEnds;
import org.guildhall.server.figures.Report;
import org.guildhall.server.figures.Year;
import org.guildhall.testkit.generator.Calibration;
import org.guildhall.testkit.generator.CalibrationReader;
import org.guildhall.testkit.generator.Shop;
import org.jspecify.annotations.Nullable;

/**
 * The calibrated year of a bundled programme, run through its terms, and what the engine's own totals say of it.
 *
 * @param refused by code
 * @param months the year's, the last one at its end
 */
record ProgrammeYear(Terms terms, Calibration calibration, Map<String, Long> refused, long requests,
        List<Figures.Month> months, Report report) {

    static ProgrammeYear run(Path folder) throws Exception {
        Calibration calibration = switch (CalibrationReader.read("calibration.yaml",
                Files.readString(folder.resolve("calibration.yaml")))) {
            case CalibrationReader.Result.Read read -> read.calibration();
            case CalibrationReader.Result.Mistaken mistaken -> throw new AssertionError(mistaken.problems());
        };
        Shop shop = Shop.of(calibration);
        Engine engine = new Engine(TermsReader::published, OfferReader::published);
        Clock clock = at(shop.end());
        try (LocalRuntime runtime = LocalRuntime.start(new MemoryStorage(), engine,
                RuntimeOptions.of(1).withTimers(false), clock)) {
            Terms terms = publish(runtime, folder);
            YearRun.Account account =
                    new YearRun(shop, shop.stream(), terms, runtime, new MemoryProfiles(clock), (done, part) -> {})
                            .run();
            try (MonthEnds figures = new MonthEnds(engine, runtime, clock, new Kept())) {
                figures.catchUp();
                List<Figures.Month> all = figures.months(EntityName.programmeNumber(terms.programme()));
                // The last one is the first moment of the next year, to which nobody was brought.
                List<Figures.Month> months = all.subList(0, all.size() - 1);
                return new ProgrammeYear(terms, calibration, account.refused(), account.requests(), months,
                        Report.of(Year.of(months), terms));
            }
        }
    }

    private static Terms publish(LocalRuntime runtime, Path folder) throws IOException {
        List<Terms> all = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> found = Files.list(folder.resolve("terms"))) {
            files = found.sorted().toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            Terms terms = TermsReader.published(text, all.isEmpty() ? null : all.getLast());
            runtime.publish(new PublishedTerms(terms.programme(), terms.from(), text).encode());
            all.add(terms);
        }
        return all.getLast();
    }

    private static Clock at(long moment) {
        return new Clock() {
            @Override
            public long millis() {
                return moment;
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }

    Report.OfPlan plan(String name) {
        return report.plans().stream().filter(plan -> plan.plan().name().equals(name)).findFirst().orElseThrow();
    }

    Report.OfKind kind(String name) {
        return report.kinds().stream().filter(kind -> kind.kind().name().equals(name)).findFirst().orElseThrow();
    }

    /** How many had a plan at the ends of the year's months, on average, in the people that each stands for. */
    double had(String plan) {
        return report.year()
                .months()
                .stream()
                .mapToLong(month -> Stream.of("trial", "paid", "unpaid", "paused")
                        .mapToLong(state -> month.total("plan." + plan + "." + state))
                        .sum())
                .average()
                .orElseThrow() * calibration.plans().standsFor();
    }

    private static final class Kept implements FigureStore {
        private @Nullable Map<String, Ended> kept;

        @Override
        public Map<String, Ended> load() {
            return kept == null ? new HashMap<>() : kept;
        }

        @Override
        public void save(Map<String, Ended> figures) {
            kept = figures;
        }
    }
}
