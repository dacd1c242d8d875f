package org.guildhall.app.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.guildhall.app.ExampleTerms;
import org.guildhall.app.RealData;
import org.guildhall.app.mapping.Mapping;
import org.guildhall.app.mapping.Order;
import org.guildhall.app.mapping.OrderStream;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.loop.LocalRuntime;
import org.guildhall.runtime.memory.MemoryStorage;
import org.junit.jupiter.api.Test;

/** The two real histories through the engine on storage in memory, twice: the second time repeats everything. */
class ImportOfRealHistoriesTest {

    private final List<String> refused = new ArrayList<>();
    private final Map<String, Long> keys = new HashMap<>();

    @Test
    void importsTheOnlineShop() throws Exception {
        List<Reconciliation> twice = twice("online-retail", "online-retail.csv.gz", 8_902_670);

        Reconciliation first = twice.get(0);
        assertThat(refused).isEmpty();
        assertThat(first.rows().rows()).isEqualTo(541_909);
        assertThat(first.rows().withoutMember()).isEqualTo(135_080);
        assertThat(first.members()).isEqualTo(4_372);
        assertThat(first.accepted()).isEqualTo(first.orders()).isEqualTo(22_190);
        assertThat(first.unmatched()).isNotNull();
        assertThat(Objects.requireNonNull(first.unmatched()).returns()).isPositive();
        assertThat(twice.get(1).unmatched()).isEqualTo(first.unmatched());
    }

    @Test
    void importsTheCdShop() throws Exception {
        Reconciliation first = twice("cdnow", "cdnow-master.txt", 2_453_159).get(0);

        assertThat(refused).isEmpty();
        assertThat(first.members()).isEqualTo(23_570);
        assertThat(first.accepted()).isEqualTo(first.orders()).isEqualTo(69_659);
    }

    private List<Reconciliation> twice(String example, String data, long points) throws Exception {
        Path file = RealData.file(data);
        Terms terms = ExampleTerms.first(example);
        Mapping mapping = Mapping.read(ExampleTerms.folder(example).resolve("map.yaml"));
        Engine engine = new Engine(ExampleTerms::compile, OfferReader::published);
        try (LocalRuntime runtime = LocalRuntime.start(new MemoryStorage(), engine,
                RuntimeOptions.of(2).withTimers(false), Clock.SYSTEM)) {
            runtime.publish(new PublishedTerms(terms.programme(), terms.from(), terms.text()).encode());
            Reconciliation first = once(file, mapping, terms, runtime, engine);
            Map<String, Long> tallies = tallies(runtime, engine, terms);
            assertThat(tallies).containsEntry("points.issued", points);
            Reconciliation second = once(file, mapping, terms, runtime, engine);
            assertThat(second.repeated()).isEqualTo(second.orders()).isEqualTo(first.orders());
            assertThat(tallies(runtime, engine, terms)).isEqualTo(tallies);
            return List.of(first, second);
        }
    }

    private Reconciliation once(Path file, Mapping mapping, Terms terms, LocalRuntime runtime, Engine engine)
            throws Exception {
        UnmatchedReturns unmatched = new UnmatchedReturns(terms);
        try (OrderStream stream = OrderStream.open(file, mapping, terms, this::refuse)) {
            Reconciliation account =
                    new ImportJob(terms, runtime::submitWaiting, Clock.SYSTEM,
                            this::keys, stream.namespace(), this::refuse, unmatched).run(stream, () -> {});
            return account.with(unmatched.read(runtime, engine));
        }
    }

    private void refuse(Order.Row row, String reason, String detail) {
        refused.add(row.line() + " " + reason + " " + detail);
    }

    private long[] keys(List<String> references) {
        return references.stream().mapToLong(text -> keys.computeIfAbsent(text, Hashes::of)).toArray();
    }

    private static Map<String, Long> tallies(LocalRuntime runtime, Engine engine, Terms terms) {
        int programme = EntityName.programmeNumber(terms.programme());
        Map<String, Long> named = new TreeMap<>();
        runtime.tallies(programme).forEach((series, amount) -> named.put(engine.seriesName(programme, series), amount));
        return named;
    }
}
