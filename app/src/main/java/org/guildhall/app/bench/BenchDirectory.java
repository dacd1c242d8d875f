package org.guildhall.app.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.PublishedOffer;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Terms;
import org.guildhall.rocksdb.Directory;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeOptions;

/** A data directory that holds the programme that is measured, and nothing else. */
public final class BenchDirectory implements AutoCloseable {
    private static final String TERMS = "/bench/2025-01-01.yaml";
    private static final String PLANS = "/bench/plans.yaml";
    private static final String COUPONS = "/bench/coupons.yaml";
    private static final String RUSH = "/bench/rush.yaml";

    private static final int KEYS_AT_ONCE = 4096;

    private final Path folder;
    private final Directory directory;
    private final Engine engine;
    private final Terms terms;

    /** Opens it with timers running, making what is not there. */
    public BenchDirectory(Path folder, RuntimeOptions options, Clock clock) {
        this(folder, options, clock, termsText());
    }

    private BenchDirectory(Path folder, RuntimeOptions options, Clock clock, String text) {
        this.folder = folder;
        terms = TermsReader.published(text, null);
        engine = new Engine(TermsReader::published, OfferReader::published);
        directory = Directory.open(folder, engine, options, clock);
        directory.runtime().publish(new PublishedTerms(terms.programme(), terms.from(), text).encode());
    }

    /** The same with a plan that members can buy, and what it gives. */
    public static BenchDirectory withPlans(Path folder, RuntimeOptions options, Clock clock) {
        return new BenchDirectory(folder, options, clock, termsText() + read(PLANS));
    }

    /** The same with an offer of coupons. */
    public static BenchDirectory withCoupons(Path folder, RuntimeOptions options, Clock clock) {
        return withCoupons(folder, options, clock, 1);
    }

    /** @param slice how many coupons a shard is leased at a time, of a directory that is new */
    public static BenchDirectory withCoupons(Path folder, RuntimeOptions options, Clock clock, int slice) {
        BenchDirectory directory = new BenchDirectory(folder, options, clock, termsText() + read(COUPONS));
        if (directory.catalogue().offers().all().isEmpty()) {
            directory.runtime()
                    .publish(new PublishedOffer(directory.terms.programme(), directory.terms.from(), 0,
                            read(RUSH).replace("\ncoupons:\n", "\nslice: " + slice + "\ncoupons:\n")).encode());
        }
        return directory;
    }

    private Catalogue catalogue() {
        return Objects.requireNonNull(engine.catalogue(EntityName.programmeNumber(terms.programme())));
    }

    /** A coupon of the offer, by its name. */
    public Coupon coupon(String name) {
        return catalogue().offers()
                .all()
                .stream()
                .flatMap(offer -> offer.latest().coupons().stream())
                .filter(coupon -> coupon.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public Engine engine() {
        return engine;
    }

    /** The terms of the programme, as its file states them. */
    public static String termsText() {
        return read(TERMS);
    }

    private static String read(String resource) {
        try (InputStream in = BenchDirectory.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("expected " + resource + " in the jar, but found nothing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    public Terms terms() {
        return terms;
    }

    public Runtime runtime() {
        return directory.runtime();
    }

    /** What all members come to in a series of the totals, by its name. */
    public long total(String series) {
        int programme = EntityName.programmeNumber(terms.programme());
        return runtime().tallies(programme)
                .entrySet()
                .stream()
                .filter(one -> engine.seriesName(programme, one.getKey()).equals(series))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The internal keys of that many members, by number; those who are not known yet get one, as at any edge. */
    public long[] keys(int members) {
        int programme = EntityName.programmeNumber(terms.programme());
        long[] keys = new long[members];
        List<String> references = new ArrayList<>(KEYS_AT_ONCE);
        for (int first = 0; first < members; first += KEYS_AT_ONCE) {
            references.clear();
            for (int i = first; i < Math.min(members, first + KEYS_AT_ONCE); i++) {
                references.add("member:" + i);
            }
            long[] some = directory.profiles().keysOf(programme, references);
            System.arraycopy(some, 0, keys, first, some.length);
        }
        return keys;
    }

    /** Of the entities' store, which may be removing some of its files meanwhile. */
    public long bytesOfStore() {
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Removes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
