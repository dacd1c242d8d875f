package org.guildhall.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between modules, and what the core must never touch. */
class ArchitectureTest {

    private static final JavaClasses SHIPPED =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.guildhall");

    /** A module, named by its base package. */
    enum Module {
        CORE,
        TESTKIT,
        RUNTIME,
        ROCKSDB,
        SERVER,
        APP;

        String classes() {
            return "org.guildhall." + name().toLowerCase(Locale.ROOT) + "..";
        }

        boolean maySee(Module other) {
            return this == other || Objects.requireNonNull(SEES.get(this)).contains(other);
        }
    }

    /** The arrows: nobody but the app sees a runtime that stores. */
    private static final Map<Module, Set<Module>> SEES = Map.of(
            Module.CORE, Set.of(),
            Module.TESTKIT, Set.of(Module.CORE),
            Module.RUNTIME, Set.of(Module.CORE),
            Module.ROCKSDB, Set.of(Module.CORE, Module.RUNTIME),
            Module.SERVER, Set.of(Module.CORE, Module.RUNTIME),
            Module.APP, Set.of(Module.CORE, Module.TESTKIT, Module.RUNTIME, Module.ROCKSDB, Module.SERVER));

    /** Calls that reach a clock, chance or the environment. */
    private static final Set<String> FORBIDDEN_CALLS = Set.of("java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime", "java.lang.System.getenv", "java.lang.System.getProperty",
            "java.lang.Math.random", "java.util.UUID.randomUUID", "java.time.ZoneId.systemDefault");

    private static final Set<String> CLOCK_CALLS = Set.of("now", "system", "systemUTC", "systemDefaultZone", "tick",
            "tickMillis", "tickSeconds", "tickMinutes");

    private static final String[] FORBIDDEN_PACKAGES =
            {"java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..", "java.util.random.."};

    @ParameterizedTest
    @EnumSource
    void everyModuleHasClassesToCheck(Module module) {
        assertThat(SHIPPED.that(JavaClass.Predicates.resideInAPackage(module.classes()))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aModuleSeesOnlyTheModulesBelowIt(Module module) {
        arrowsOf(module, module.classes()).check(SHIPPED);
    }

    @Test
    void theCoreTouchesNoClockNoChanceAndNoOutsideWorld() {
        pure(Module.CORE.classes()).check(SHIPPED);
    }

    @Test
    void anArrowThatPointsUpwardsIsFound() {
        JavaClasses upwards = new ClassFileImporter().importClasses(SeesTheApp.class);

        assertThat(arrowsOf(Module.CORE, "org.guildhall.app..").evaluate(upwards).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("impure")
    void whatTheCoreMustNotTouchIsFound(Class<?> impure) {
        JavaClasses classes = new ClassFileImporter().importClasses(impure);

        assertThat(pure("org.guildhall.app..").evaluate(classes).hasViolation()).isTrue();
    }

    private static ArchRule arrowsOf(Module module, String classes) {
        String[] hidden = Stream.of(Module.values())
                .filter(other -> !module.maySee(other))
                .map(Module::classes)
                .toArray(String[]::new);
        return noClasses().that()
                .resideInAPackage(classes)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(hidden)
                .allowEmptyShould(false);
    }

    private static ArchRule pure(String classes) {
        return noClasses().that()
                .resideInAPackage(classes)
                .should()
                .accessTargetWhere(DescribedPredicate.describe("it is a clock, chance or the environment",
                        ArchitectureTest::forbidden))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(FORBIDDEN_PACKAGES)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|RandomAccessFile).*")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)|java\\.security\\.SecureRandom")
                .allowEmptyShould(false);
    }

    private static boolean forbidden(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return FORBIDDEN_CALLS.contains(owner + "." + access.getName())
                || (owner.startsWith("java.time.") && CLOCK_CALLS.contains(access.getName()));
    }

    static List<Class<?>> impure() {
        return List.of(ReadsInstant.class, ReadsDate.class, ReadsClock.class, ReadsMillis.class, ReadsNanos.class,
                ReadsZone.class, ReadsEnvironment.class,
                MakesUuid.class, RollsRandom.class, RollsMath.class, OpensPath.class, OpensFile.class,
                OpensSocket.class);
    }

    record SeesTheApp(Main main) {}

    record ReadsInstant() {
        Instant it() {
            return Instant.now();
        }
    }

    record ReadsDate() {
        LocalDateTime it() {
            return LocalDate.now(ZoneId.of("UTC")).atStartOfDay();
        }
    }

    record ReadsClock() {
        Clock it() {
            return Clock.systemUTC();
        }
    }

    record ReadsMillis() {
        long it() {
            return System.currentTimeMillis();
        }
    }

    record ReadsNanos() {
        long it() {
            return System.nanoTime();
        }
    }

    record ReadsZone() {
        ZoneId it() {
            return ZoneId.systemDefault();
        }
    }

    record ReadsEnvironment() {
        boolean it() {
            return System.getenv("HOME") == null;
        }
    }

    record MakesUuid() {
        UUID it() {
            return UUID.randomUUID();
        }
    }

    record RollsRandom() {
        Random it() {
            return new Random(1);
        }
    }

    record RollsMath() {
        double it() {
            return Math.random();
        }
    }

    record OpensPath(java.nio.file.Path it) {}

    record OpensFile(File it) {}

    record OpensSocket(java.net.Socket it) {}
}
