package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Objects;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Step;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.PaymentsView;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Members and messages as earlier versions wrote them, byte for byte: a member with orders, a plan, payments, uses, a grant, a
 * granted tier and a spend, the message by which everything of this member goes into another, and that other member.
 */
class StoredFormatsTest {
    private static final int PROGRAMME = EntityName.programmeNumber("harbour");
    private static final EntityName LIN = new EntityName(PROGRAMME, EntityKind.MEMBER, 11);
    private static final EntityName WU = new EntityName(PROGRAMME, EntityKind.MEMBER, 22);
    private static final String NOW = "2025-03-20T10:00:00";
    private static final String MERGED = "2025-03-21T10:00:00";

    /** What a version wrote. */
    enum Written {
        /** By a version that knew no countries. */
        FORMAT_2("", """
            AoKUn9W6ZQqAhLuUtmUAgrT09qllgrT09qllAAAEAgGChLuUtmWqovzLSB94YYKU1+7jZQJBCZoLmgsAPuX/////////fwIJ0gmAtPT2qWUBBA
            TIAYCEu5S2ZQIAQy3g4AignAGw9gaQTgAmxQC5H6ecAQQKsPYGgLT09qllATLFAOVT1ZUBCBCgnAGAhLuUtmUCgrTEj6FnAUdFgLT09qllguT9
            8ZRnAEaC4LGTjGa0Fri1AgABAQEBQgGApKfJqmWApKfJqmWAoJDXg2UBAYC0i4qvZQGAtIuKr2WAxLSEw2XoB+gHAAAAgvSbjcFlAAAAAAAAAA
            AAAUIDAU8AgISkgbFlgPDajaBmA0kB2AStAk2CEIIQghBPAQAAA0AEwMERQQC0FkMAgIkPkgPh0KDeE6PDm5UQagJIyeWF0qMFgpTX7uNlAeD3
            JUqTqe1gBaWTqPSwLl0cIYLkoLm3ZQDgj2UQhUl50B2WPHHkGeJCNimC5J2M8GUC4G7ZjjHCzP8B0BTv2zGABh8RgpjE9rRlAOCDaRIAZQsRWQ
            S9Hz1RchJeHYL07ea2ZQDghns7VSVOwh2VQpZGKfIyPSWC1NOLuGUD4H80V2xH7yUhMIGxy2DD5BAVgoSh1OllAuBl/jmGVwpAJvla8mDpVLmo
            GYLU3f7WZQGeAiEBRICU1+7jZQJjMYC09PapZei6AkABAoCJDwDAxAfAxAcAAAJIQdIJ0gkBAQABAEhDwMQHwMQHAoLE2LeuZYLk/fGUZwEAIQ
            FFgOSdjPBlA2MxMICEu5S2ZY67AkABAsC4AgCgnAGgnAEAAAJIQcgByAEDAQABAEhDoJwBoJwBBIKUn9W6ZYK0xI+hZwEAAEQhAR+A1N3+1mUC
            YzZDkE4AAQKQToC09PapZQEBguT98ZRnRilAaJ0EAoCJDwQmAsC4AiUBJQMApBMEJgCQAyUCJQQAgIkPGClMaJ0CghAlAhIBATghARkBAegHAI
            C0i4qvZYC0i4qvZYDEtITDZQIBMCECFYCEodTpZQJjNU0BghCCEIIQTOi6Ag==
            """, """
            AoLO1ti6ZQKA9O3mtmUIA2MxMoK+8pe2ZYK+8pe2ZQAAAgEAgr7yl7ZlgAAAAAAAAACCntWP8GUCQQkyMgAm5f////////9/AggygL7yl7ZlAQ
            BDBYgniCcAADDFgNOK1ZUBBA+IJ4C+8pe2ZQGC7vuSoWcBR0SAvvKXtmUAAABkurUCAAAAAAAAAAACQAKQTkEAZGbhNu/LR8cWzJwQ/SqzwejT
            I5cKguS3zLxlAOC9jpVYfT26An+AVgx2I1p1BYKe1Y/wZQGCASEBPoCe1Y/wZQNjMTGAvvKXtmWOuwJAAQKQTgCIJ4gnAAACSEEyMgEBAAEASE
            OIJ4gnAoLO1ti6ZYLu+5KhZwEAAAAaKUCOnQMCkE4hAQIAZAAAAA==
            """, """
            mjp5qwEAAAAAAAAAFiVtZW1iZXIvOWEzYTc5YWIvMDAwMDAwMDAwMDAwMDAwYjoxMTowgPTt5rZlAAUUmjp5qwEAAAAAAAAAC5EFgrT09qllAA
            AEAgGChLuUtmUDQATAwRFBALQWQwCAiQ8I3/yKwp2XnuTUAQAQagJIyeWF0qMFgpTX7uNlAfHkuY3rrKeDygEAEKWTqPSwLl0cIYLkoLm3ZQDT
            zra8utrqso4BABCWPHHkGeJCNimC5J2M8GUC9+i/o/SphLOKAQAQ0BTv2zGABh8RgpjE9rRlAI69092rr4HeJwAQBL0fPVFyEl4dgvTt5rZlAJ
            qrr7HWuKigYwAQlUKWRinyMj0lgtTTi7hlA5j96PbDiqDGpQEAEDCBsctgw+QQFYKEodTpZQLi9rjatKClhvIBABD5WvJg6VS5qBmC1N3+1mUB
            AgIARICU1+7jZQJjMYC09PapZei6AkABAoCJDwDAxAfAxAcAAAJIQdIJ0gkBAQABAEhDwMQHwMQHAoLE2LeuZYLk/fGUZwEABABFgOSdjPBlA2
            MxMICEu5S2ZY67AkABAsC4AgCgnAGgnAEAAAJIQcgByAEDAQABAEhDoJwBoJwBBIKUn9W6ZYK0xI+hZwEAAAECAB+A1N3+1mUCYzZDkE4AAQKQ
            ToC09PapZQEBguT98ZRnBYAB6LoCBAKAiQ+AAY67AgQCwLgCggHougIDAKQTggGOuwIDAJADhgHougIEAICJDwKYAei6AgKCEJwB+roCAQEBAg
            AZAQHoBwCAtIuKr2WAtIuKr2WAxLSEw2UCAQEEABWAhKHU6WUCYzVNAYIQghCCEEzougIBAQEBQgGApKfJqmWApKfJqmWAoJDXg2UBAYC0i4qv
            ZQGAtIuKr2WAxLSEw2XoB+gHAAAAgvSbjcFlAAAAAAAAAAAAAUIDAU8AgISkgbFlgPDajaBmA0kB2AStAk2CEIIQghBPAQAAaQJBAAAAAgHSCY
            C09PapZQEBAAPIAYCEu5S2ZQIBAEMAkE4AAgSgnAGAhLuUtmUCgpSf1bplgrTEj6FnArD2BoC09PapZQEBguT98ZRnAUdFgLT09qllguT98ZRn
            AEaC4LGTjGa0Fri1Ag==
            """),
        FORMAT_3("country: {none: made up for tests}\n", """
            A4KUn9W6ZQqAhLuUtmUAgrT09qllgrT09qllAAAEAgGChLuUtmWqovzLSB94YYKU1+7jZQJBCZoLmgsAPuX/////////fwIJ0gmAtPT2qWUBBA
            TIAYCEu5S2ZQIAQy3g4AignAGw9gaQTgAmxQC5H6ecAQQKsPYGgLT09qllATLFAOVT1ZUBCBCgnAGAhLuUtmUCgrTEj6FnAUdFgLT09qllguT9
            8ZRnAEaC4LGTjGa0Fri1AgABAQEBQgGApKfJqmWApKfJqmWAoJDXg2UBAYC0i4qvZQGAtIuKr2WAxLSEw2XoB+gHAAAAgvSbjcFlAAAAAAAAAA
            AAAUIDAU8AgISkgbFlgPDajaBmA0kB2AStAk2CEIIQghBPAQAAAAAAAAEBAQEBTYIQghCCEAAAA0AEwMERQQC0FkMAgIkPkgPh0KDeE6PDm5UQ
            agJIyeWF0qMFgpTX7uNlAeD3JUqTqe1gBaWTqPSwLl0cIYLkoLm3ZQDgj2UQhUl50B2WPHHkGeJCNimC5J2M8GUC4G7ZjjHCzP8B0BTv2zGABh
            8RgpjE9rRlAOCDaRIAZQsRWQS9Hz1RchJeHYL07ea2ZQDghns7VSVOwh2VQpZGKfIyPSWC1NOLuGUD4H80V2xH7yUhMIGxy2DD5BAVgoSh1Oll
            AuBl/jmGVwpAJvla8mDpVLmoGYLU3f7WZQGiAiEBRYCU1+7jZQJjMYC09PapZei6AkABAoCJDwDAxAfAxAcAAAJIQdIJ0gkBAQABAEhDwMQHwM
            QHAoLE2LeuZYLk/fGUZwEAAyEBRoDknYzwZQNjMTCAhLuUtmWOuwJAAQLAuAIAoJwBoJwBAAACSEHIAcgBAwEAAQBIQ6CcAaCcAQSClJ/VumWC
            tMSPoWcBAAcARCEBH4DU3f7WZQJjNkOQTgABApBOgLT09qllAQGC5P3xlGdGKUBonQQCgIkPBCYCwLgCJQElAwCkEwQmAJADJQIlBACAiQ8YKU
            xonQKCECUCEgEBOiEBGgEB6AcAgLSLiq9lgLSLiq9lgMS0hMNlAgFCOiECGoCEodTpZQJjNU1BAYIQghCCEEzougIBSoIQAAALgAgEgQjAwRGC
            CASDCMDBEYQIAoUIwLgCpAgCqgjQD6sIAqAJ7iKwCfABAQEBAAA=
            """, """
            A4LO1ti6ZQKA9O3mtmUIA2MxMoK+8pe2ZYK+8pe2ZQAAAgEAgr7yl7ZlgAAAAAAAAACCntWP8GUCQQkyMgAm5f////////9/AggygL7yl7ZlAQ
            BDBYgniCcAADDFgNOK1ZUBBA+IJ4C+8pe2ZQGC7vuSoWcBR0SAvvKXtmUAAABkurUCAAAAAAAAAAAAAAAAAAAAAAJAApBOQQBkZuE278tHxxbM
            nBD9KrPB6NMjlwqC5LfMvGUA4L2OlVh9PboCf4BWDHYjWnUFgp7Vj/BlAYQBIQE/gJ7Vj/BlA2MxMYC+8pe2ZY67AkABApBOAIgniCcAAAJIQT
            IyAQEAAQBIQ4gniCcCgs7W2Lplgu77kqFnAQADAAAaKUCOnQMCkE4hAQIAZAAAAAAABIAIAoEIkE6CCAKDCJBOAA==
            """, """
            mjp5qwEAAAAAAAAAFiVtZW1iZXIvOWEzYTc5YWIvMDAwMDAwMDAwMDAwMDAwYjoxMTowgPTt5rZlAAUUmjp5qwEAAAAAAAAAC9sFgrT09qllAA
            AEAgGChLuUtmUDQATAwRFBALQWQwCAiQ8I3/yKwp2XnuTUAQAQagJIyeWF0qMFgpTX7uNlAfHkuY3rrKeDygEAEKWTqPSwLl0cIYLkoLm3ZQDT
            zra8utrqso4BABCWPHHkGeJCNimC5J2M8GUC9+i/o/SphLOKAQAQ0BTv2zGABh8RgpjE9rRlAI69092rr4HeJwAQBL0fPVFyEl4dgvTt5rZlAJ
            qrr7HWuKigYwAQlUKWRinyMj0lgtTTi7hlA5j96PbDiqDGpQEAEDCBsctgw+QQFYKEodTpZQLi9rjatKClhvIBABD5WvJg6VS5qBmC1N3+1mUB
            AgIARYCU1+7jZQJjMYC09PapZei6AkABAoCJDwDAxAfAxAcAAAJIQdIJ0gkBAQABAEhDwMQHwMQHAoLE2LeuZYLk/fGUZwEAAwQARoDknYzwZQ
            NjMTCAhLuUtmWOuwJAAQLAuAIAoJwBoJwBAAACSEHIAcgBAwEAAQBIQ6CcAaCcAQSClJ/VumWCtMSPoWcBAAcAAQIAH4DU3f7WZQJjNkOQTgAB
            ApBOgLT09qllAQGC5P3xlGcFgAHougIEAoCJD4ABjrsCBALAuAKCAei6AgMApBOCAY67AgMAkAOGAei6AgQAgIkPApgB6LoCAoIQnAH6ugIBAQ
            ECABoBAegHAIC0i4qvZYC0i4qvZYDEtITDZQIBQgEEABqAhKHU6WUCYzVNQQGCEIIQghBM6LoCAUqCEAEBAQFCAYCkp8mqZYCkp8mqZYCgkNeD
            ZQEBgLSLiq9lAYC0i4qvZYDEtITDZegH6AcAAACC9JuNwWUAAAAAAAAAAAABQgMBTwCAhKSBsWWA8NqNoGYDSQHYBK0CTYIQghCCEE8BAAAAAA
            AAAQEBAQFNghCCEIIQAAALgAgEgQjAwRGCCASDCMDBEYQIAoUIwLgCpAgCqgjQD6sIAqAJ7iKwCfABAQEBAABpAkEAAAACAdIJgLT09qllAQEA
            A8gBgIS7lLZlAgEAQwCQTgACBKCcAYCEu5S2ZQKClJ/VumWCtMSPoWcCsPYGgLT09qllAQGC5P3xlGcBR0WAtPT2qWWC5P3xlGcARoLgsZOMZr
            QWuLUC
            """);

        final byte[] head;
        final byte[] other;
        final byte[] absorb;
        final Terms terms;
        final Engine engine = new Engine(TermsReader::published, OfferReader::published);

        Written(String country, String head, String other, String absorb) {
            this.head = Base64.getMimeDecoder().decode(head);
            this.other = Base64.getMimeDecoder().decode(other);
            this.absorb = Base64.getMimeDecoder().decode(absorb);
            String text = read(Path.of("src", "test", "resources", "stored", "harbour.yaml")).replace("joins:",
                    country + "joins:");
            terms = TermsReader.published(text, null);
            engine.publish(new PublishedTerms(terms.programme(), terms.from(), text).encode());
        }

        int symbol(String space, String name) {
            return Objects.requireNonNull(terms.symbols().find(space, name));
        }

        MemberView view(byte[] bytes, EntityName name, String at) {
            return Objects.requireNonNull(engine.view(image(bytes), name, moment(at)));
        }

        PaymentsView payments(byte[] bytes, EntityName name, String at) {
            return engine.payments(image(bytes), name, moment(at));
        }

        /** The head after a command that is accepted. */
        byte[] after(byte[] before, String at, MemberCommand body) {
            Step step = engine.step(image(before), new Command(LIN, at, moment(at), moment(at), Origin.API, body));
            assertThat(step.outcome()).isInstanceOf(Outcome.Accepted.class);
            Change change = Objects.requireNonNull(step.change());
            assertThat(change.pages()).isEmpty();
            return change.head();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    private static long moment(String at) {
        return LocalDateTime.parse(at).atZone(ZoneId.of("Asia/Shanghai")).toInstant().toEpochMilli();
    }

    private static Image image(byte[] head) {
        return new Image(head, page -> {
            throw new IllegalStateException("expected a member of its head alone, but page " + page + " was asked for");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aMemberIsReadToTheSameFigures(Written written) {
        assertThat(written.engine.effects(written.head).version()).isEqualTo(10);
        MemberView lin = written.view(written.head, LIN, NOW);

        assertThat(lin.status()).isEqualTo("active");
        assertThat(lin.joinedAt()).isEqualTo(moment("2025-03-01T10:00:00"));
        MemberView.WalletView points = Objects.requireNonNull(lin.wallets().get("points"));
        assertThat(points.figures()).containsEntry(Account.ISSUED, 143_456L)
                .containsEntry(Account.PENDING, 20_000L)
                .containsEntry(Account.AVAILABLE, 113_456L)
                .containsEntry(Account.SPENT, 10_000L)
                .containsEntry(Account.EXPIRED, 0L);
        assertThat(points.lots()).extracting(MemberView.LotView::amount, MemberView.LotView::expiresAt)
                .containsExactly(tuple(20_000L, moment("2026-03-20T10:00:00")),
                        tuple(113_456L, moment("2026-03-01T10:00:00")));
        MemberView.StandingView tier = Objects.requireNonNull(lin.standings().get("membership"));
        assertThat(tier.tier()).isEqualTo("diamond");
        assertThat(tier.earned()).isEqualTo("gold");
        assertThat(tier.grantedUntil()).isEqualTo(moment("2025-08-01T00:00:00"));
        assertThat(tier.measure()).isEqualTo(1_434);
        plans(lin);
        assertThat(written.payments(written.head, LIN, NOW).payments()).singleElement().satisfies(payment -> {
            assertThat(payment.state()).isEqualTo("settled");
            assertThat(payment.amount()).isEqualTo(1_000);
        });
    }

    /** The plan, and what was used of benefits. */
    private static void plans(MemberView member) {
        assertThat(member.subscriptions()).singleElement().satisfies(paid -> {
            assertThat(paid.plan()).isEqualTo("paid");
            assertThat(paid.status()).isEqualTo("running");
            assertThat(paid.phase()).isEqualTo("usual");
            assertThat(paid.until()).isEqualTo(moment("2025-04-09T10:00:00"));
            assertThat(paid.agreed()).isEqualTo(1_000);
        });
        assertThat(benefit(member, "free-delivery").ever()).isEqualTo(1);
        assertThat(benefit(member, "free-delivery").worth()).isEqualTo(600);
        assertThat(benefit(member, "free-delivery").cost()).isEqualTo(301);
        assertThat(benefit(member, "return-freight").left()).isEqualTo(2_950);
        assertThat(benefit(member, "by-hand").sources()).singleElement()
                .satisfies(
                        source -> assertThat(source.until()).isEqualTo(moment("2025-09-01T00:00:00")));
        assertThat(benefit(member, "by-hand").ever()).isEqualTo(1);
    }

    private static MemberView.BenefitView benefit(MemberView member, String name) {
        return Objects.requireNonNull(member.benefits().get(name));
    }

    @ParameterizedTest
    @EnumSource
    void aMemberGoesOn(Written written) {
        byte[] head = written.after(written.head, "2025-03-25T10:00:00", new MemberCommand.CancelUse("c5"));
        head = written.after(head, "2025-03-26T10:00:00", new MemberCommand.CancelSpend("c6"));
        head = written.after(head, "2025-03-27T12:00:00",
                new MemberCommand.Use(written.symbol("benefit", "return-freight"), 4_000));
        head = written.after(head, "2025-04-10T08:00:00", new MemberCommand.Advance());

        MemberView lin = written.view(head, LIN, "2025-04-10T08:00:00");
        assertThat(benefit(lin, "return-freight").ever()).isEqualTo(4_000);
        assertThat(Objects.requireNonNull(lin.wallets().get("points")).figures())
                .containsEntry(Account.AVAILABLE, 143_456L)
                .containsEntry(Account.PENDING, 0L)
                .containsEntry(Account.SPENT, 0L);
        assertThat(written.payments(head, LIN, "2025-04-10T08:00:00").payments())
                .extracting(PaymentsView.Payment::state)
                .containsExactly("settled", "due");
        assertThat(lin.subscriptions().getFirst().until()).isEqualTo(moment("2025-05-09T10:00:00"));
    }

    @ParameterizedTest
    @EnumSource
    void aMemberIsTheSameInTheFormOfToday(Written written) {
        byte[] today = written.after(written.head, NOW, new MemberCommand.Advance());

        assertThat(written.view(today, LIN, NOW).version()).isEqualTo(11);
        assertThat(written.engine.canonical(image(today), LIN, moment(NOW)))
                .isEqualTo(written.engine.canonical(image(written.head), LIN, moment(NOW)));
    }

    @ParameterizedTest
    @EnumSource
    void whatGoesIntoAnotherMemberIsTakenIn(Written written) {
        Command absorb = written.engine.decode(written.absorb);
        assertThat(absorb.entity()).isEqualTo(WU);
        Step step = written.engine.step(image(written.other), new Command(WU, absorb.id(), absorb.at(), absorb.at(),
                absorb.origin(), absorb.body()));
        assertThat(step.outcome()).isInstanceOf(Outcome.Accepted.class);
        byte[] head = Objects.requireNonNull(step.change()).head();

        MemberView wu = written.view(head, WU, MERGED);

        assertThat(Objects.requireNonNull(wu.wallets().get("points")).figures())
                .containsEntry(Account.ISSUED, 5_000L)
                .containsEntry(Account.RECEIVED, 143_456L)
                .containsEntry(Account.PENDING, 25_000L)
                .containsEntry(Account.AVAILABLE, 113_456L)
                .containsEntry(Account.SPENT, 10_000L);
        MemberView.StandingView tier = Objects.requireNonNull(wu.standings().get("membership"));
        assertThat(tier.tier()).isEqualTo("diamond");
        assertThat(tier.measure()).isEqualTo(1_484);
        plans(wu);
        assertThat(written.payments(head, WU, MERGED).payments()).hasSize(1);
    }
}
