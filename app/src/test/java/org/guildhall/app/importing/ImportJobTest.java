package org.guildhall.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.app.ExampleTerms;
import org.guildhall.app.mapping.Mapping;
import org.guildhall.app.mapping.OrderStream;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberRefusal;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.memory.VirtualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportJobTest {

    private static final String ROWS = """
            customer date cds dollars
            00001 19970101 1 11.77
            00002 19970112 1 12.00
            00001 19970213 x 20.76
            00002 19970112 5 77.00
            """;
    private static final String MAP = """
            file: {delimiter: blanks, quote: none}
            zone: America/New_York
            columns: {customer: text, date: time yyyyMMdd, cds: number, dollars: number}
            member: {reference: customer, namespace: customer}
            at: date
            occurrence: {by: [customer, date]}
            activities:
              purchase: {id: "{date}/{occurrence}", fields: {amount: dollars, cds: cds}}
            """;

    @TempDir Path folder;

    private Clock clock = Clock.SYSTEM;
    private final List<Command> taken = new ArrayList<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();

    @Test
    void putsOrdersInTheOrderOfTheFileAsHistory() throws Exception {
        run();

        assertThat(taken).extracting(Command::id).containsExactly("19970101/1", "19970112/1", "19970112/2");
        assertThat(taken).allSatisfy(command -> {
            assertThat(command.origin()).isEqualTo(Origin.IMPORT);
            assertThat(command.received()).isEqualTo(command.at());
        });
        assertThat(taken.get(0).entity().key()).isEqualTo(Hashes.of("customer:00001"));
    }

    @Test
    void accountsForEveryRowAndWritesDownWhatWasRefused() throws Exception {
        outcomes.put("19970112/1", new Outcome.Repeated(1, true));
        outcomes.put("19970112/2", new Outcome.Refused(2, new MemberRefusal.TooLate(0, 60_000)));

        Reconciliation account = run();

        assertThat(account.rows().rows()).isEqualTo(4);
        assertThat(account.rows().refused()).containsExactly(Map.entry("bad-value", 1L));
        assertThat(account.accepted()).isEqualTo(1);
        assertThat(account.repeated()).isEqualTo(1);
        assertThat(account.refused()).containsExactly(Map.entry("too-late", 1L));
        assertThat(account.members()).isEqualTo(2);
        assertThat(folder.resolve("refused.csv")).hasContent("""
                line,reason,detail,row
                4,bad-value,"found ""x"" in cds, expected a number such as 12",00001 19970213 x 20.76
                5,too-late,it is dated 1969-12-31 19:00:00; the earliest that is taken is 1969-12-31 19:01:00,00002 19970112 5 77.00
                """);
    }

    @Test
    void neverLetsAMemberSeeWhatIsDatedAheadOfTheClock() throws Exception {
        clock = new VirtualClock(Instant.parse("1997-01-05T00:00:00Z").toEpochMilli());

        Reconciliation account = run();

        assertThat(taken).extracting(Command::id).containsExactly("19970101/1");
        assertThat(account.accepted()).isEqualTo(1);
        assertThat(account.refused()).containsExactly(Map.entry("in-the-future", 2L));
        assertThat(folder.resolve("refused.csv")).content().contains("3,in-the-future,", "5,in-the-future,");
    }

    @Test
    void removesWhatAnEarlierImportRefusedButNothingElse() throws Exception {
        Path file = folder.resolve("refused.csv");
        Files.writeString(file, RefusedFile.HEADER + "\n");
        new RefusedFile(file).close();
        assertThat(file).doesNotExist();

        Files.writeString(file, "my own notes\n");
        assertThatThrownBy(() -> new RefusedFile(file)).hasMessageContaining("holds no refused rows");
        assertThat(file).hasContent("my own notes");
    }

    @Test
    void stopsWhenAPartitionStopped() {
        assertThatThrownBy(() -> run((command, callback) -> Submission.STOPPED))
                .isInstanceOf(ImportStoppedException.class);
        assertThatThrownBy(() -> run((command, callback) -> {
            callback.accept(new Answer.Unknown("the disk is full"));
            return Submission.TAKEN;
        })).isInstanceOf(ImportStoppedException.class).hasMessage("the disk is full");
    }

    private Reconciliation run() throws Exception {
        return run((command, callback) -> {
            taken.add(command);
            callback.accept(new Answer.Decided(outcomes.getOrDefault(command.id(), new Outcome.Accepted(1))));
            return Submission.TAKEN;
        });
    }

    private Reconciliation run(ImportJob.Taker taker) throws Exception {
        Path data = folder.resolve("cds.txt");
        Files.writeString(data, ROWS);
        Terms terms = ExampleTerms.first("cdnow");
        try (RefusedFile refused = new RefusedFile(folder.resolve("refused.csv"));
                OrderStream stream = OrderStream.open(data, Mapping.read("map.yaml", MAP), terms, refused)) {
            References keys = references -> references.stream().mapToLong(Hashes::of).toArray();
            return new ImportJob(terms, taker, clock, keys, stream.namespace(), refused, (member, order, version) -> {})
                    .run(stream, () -> {});
        }
    }
}
