package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Step;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberRefusal;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a member has, asked of the engine without a use. */
class EntitlementsTest {
    private static final EntityName LIN = new EntityName(EntityName.programmeNumber("benefits"), EntityKind.MEMBER, 1);

    private final Engine engine = new Engine(Sandbox::compile, OfferReader::published);
    private final Map<Long, byte[]> pages = new HashMap<>();
    private Terms terms;
    private byte @Nullable [] head;
    private byte @Nullable [] entry;

    @BeforeEach
    void publish() throws Exception {
        String text = Files.readString(Path.of("src/test/resources/programmes/benefits/terms/2025-01-01.yaml"));
        terms = Sandbox.compile(text, null);
        engine.publish(new PublishedTerms(terms.programme(), terms.from(), terms.text()).encode());
    }

    private long at(String local) {
        return LocalDateTime.parse(local).atZone(terms.calendar().zone()).toInstant().toEpochMilli();
    }

    private int symbol(String space, String name) {
        return Objects.requireNonNull(terms.symbols().find(space, name));
    }

    private Outcome ask(String id, String at, MemberCommand body) {
        return take(new Command(LIN, id, at(at), at(at), Origin.API, body));
    }

    private Outcome take(Command command) {
        Step step = engine.step(head == null ? null : image(), command);
        Change change = step.change();
        if (change != null) {
            head = change.head();
            change.pages().forEach(page -> {
                byte[] bytes = page.bytes();
                if (bytes == null) {
                    pages.remove(page.number());
                } else {
                    pages.put(page.number(), bytes);
                }
            });
            entry = step.entry();
        }
        return step.outcome();
    }

    private Image image() {
        return new Image(Objects.requireNonNull(head), number -> Objects.requireNonNull(pages.get(number)));
    }

    private MemberCommand use(String benefit, long amount) {
        return new MemberCommand.Use(symbol("benefit", benefit), amount);
    }

    @Test
    void oneIsWhatTheViewOfAllHas() {
        ask("s", "2025-01-02T10:00", new MemberCommand.Subscribe(symbol("plan", "basic")));
        ask("u", "2025-01-03T10:00", use("return-freight", 1_250));
        long moment = at("2025-01-04T00:00");

        MemberView view = Objects.requireNonNull(engine.view(image(), LIN, moment));
        List<MemberView.BenefitView> all = engine.entitlements(image(), LIN, moment);

        assertThat(all).isEqualTo(List.copyOf(view.benefits().values()));
        assertThat(view.benefits().keySet()).hasSize(11).startsWith("free-delivery", "resolution");
        view.benefits()
                .forEach((name, one) -> assertThat(engine.entitlement(image(), LIN, name, moment)).isEqualTo(one));
        assertThat(engine.entitlement(image(), LIN, "nothing", moment)).isNull();
    }

    @Test
    void sourcesSayUntilWhen() {
        ask("s", "2025-01-02T10:00", new MemberCommand.Subscribe(symbol("plan", "basic")));
        ask("t", "2025-01-02T10:00", new MemberCommand.GrantStanding(symbol("ladder", "membership"),
                symbol("tier", "membership/gold"), at("2025-01-20T00:00"), "welcome"));
        ask("g", "2025-01-02T10:00", new MemberCommand.GrantBenefit(symbol("benefit", "resolution"),
                symbol("value", "resolution/4k"), at("2025-01-10T00:00"), "try"));

        assertThat(Objects.requireNonNull(engine.entitlement(image(), LIN, "resolution", at("2025-01-03T00:00"))))
                .isEqualTo(new MemberView.BenefitView("resolution", "attribute", true, List.of(
                        new MemberView.SourceView("plan", "basic", "720p", at("2025-01-02T10:00"),
                                at("2025-02-02T10:00"), false),
                        new MemberView.SourceView("tier", "membership/gold", "1080p", at("2025-01-02T10:00"),
                                at("2025-01-20T00:00"), false),
                        new MemberView.SourceView("grant", "", "4k", at("2025-01-02T10:00"), at("2025-01-10T00:00"),
                                true)),
                        "4k", "uses",
                        Long.MAX_VALUE, 0, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0, 0, 0, 0, 0, null, null, List.of()));
    }

    @Test
    void anEntryTellsWhatWasUsedAndWhoBearsTheCost() {
        ask("s", "2025-01-02T10:00", new MemberCommand.Subscribe(symbol("plan", "basic")));
        ask("u", "2025-01-03T10:00", use("free-delivery", 1));

        assertThat(engine.explain(LIN, Objects.requireNonNull(entry)).lines())
                .extracting(EntryView.Line::what, line -> line.facts().toString())
                .containsSequence(
                        org.assertj.core.groups.Tuple.tuple("benefit used",
                                "{benefit=free-delivery, use=1, amount=1, unit=uses, worth=600, cost=301}"),
                        org.assertj.core.groups.Tuple.tuple("cost borne", "{payer=platform, cost=181}"),
                        org.assertj.core.groups.Tuple.tuple("cost borne", "{payer=brand, cost=120}"));
    }

    @Test
    void anAttributeIsGrantedWithOneOfItsValuesAndNothingElseWithAny() {
        ask("j", "2025-01-02T10:00", new MemberCommand.Join(Fields.NONE));
        long until = at("2025-03-01T00:00");
        int resolution = symbol("benefit", "resolution");

        assertThat(ask("1", "2025-01-02T10:00", new MemberCommand.GrantBenefit(resolution, 0, until, "")))
                .isEqualTo(new Outcome.Refused(2, new MemberRefusal.NotInTerms("value", "")));
        assertThat(ask("2", "2025-01-02T10:00", new MemberCommand.GrantBenefit(resolution,
                symbol("value", "advertisements/few"), until, "")))
                .isEqualTo(new Outcome.Refused(3, new MemberRefusal.NotInTerms("value", "few")));
        assertThat(ask("3", "2025-01-02T10:00", new MemberCommand.GrantBenefit(symbol("benefit", "by-hand"),
                symbol("value", "advertisements/few"), until, "")))
                .isEqualTo(new Outcome.Refused(4, new MemberRefusal.NotInTerms("value", "few")));
        assertThat(ask("4", "2025-01-02T10:00", new MemberCommand.GrantBenefit(9_999, 0, until, "")))
                .isEqualTo(new Outcome.Refused(5, new MemberRefusal.NotInTerms("benefit", "#9999")));
        assertThat(ask("5", "2025-01-02T10:00", new MemberCommand.Use(9_999, 1)))
                .isEqualTo(new Outcome.Refused(6, new MemberRefusal.NotInTerms("benefit", "#9999")));
        assertThat(ask("6", "2025-01-02T10:00", new MemberCommand.RevokeBenefit(9_999, "")))
                .isEqualTo(new Outcome.Refused(7, new MemberRefusal.NotInTerms("benefit", "#9999")));
    }

    @Test
    void theStateIsTheSameWhetherATimerRanAtTheEndOfAGrantOrNot() {
        ask("j", "2025-01-02T10:00", new MemberCommand.Join(Fields.NONE));
        ask("g", "2025-01-02T10:00", new MemberCommand.GrantBenefit(symbol("benefit", "by-hand"), 0,
                at("2025-01-10T00:00"), "try"));
        ask("u", "2025-01-03T10:00", use("by-hand", 1));
        long later = at("2025-02-10T00:00");
        byte[] without = engine.canonical(image(), LIN, later);

        take(engine.advance(LIN, at("2025-01-10T00:00")));

        assertThat(engine.canonical(image(), LIN, later)).isEqualTo(without);
        ask("g2", "2025-02-01T10:00", new MemberCommand.GrantBenefit(symbol("benefit", "welcome"), 0, later, "try"));
        assertThat(engine.entitlements(image(), LIN, at("2025-02-01T10:00")))
                .filteredOn(MemberView.BenefitView::has)
                .extracting(MemberView.BenefitView::benefit)
                .containsExactly("doctor", "welcome");
    }

    @Test
    void anAmountThatIsTooLargeIsRefusedAndLeavesNothingBehind() {
        ask("j", "2025-01-02T10:00", new MemberCommand.Join(Fields.NONE));
        ask("t", "2025-01-02T10:00", new MemberCommand.GrantStanding(symbol("ladder", "membership"),
                symbol("tier", "membership/diamond"), at("2026-01-20T00:00"), "welcome"));

        assertThat(ask("1", "2025-01-02T10:00", use("upgrade", 1_000_000_001)))
                .isInstanceOfSatisfying(Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("out-of-range"));
        assertThat(ask("2", "2025-01-02T10:00", use("upgrade", 1_000_000_000))).isInstanceOf(Outcome.Accepted.class);
        assertThat(Objects.requireNonNull(engine.entitlement(image(), LIN, "upgrade", at("2025-01-03T00:00"))))
                .extracting(MemberView.BenefitView::used, MemberView.BenefitView::worth)
                .containsExactly(1_000_000_000L, 18_000_000_000_000L);
    }
}
