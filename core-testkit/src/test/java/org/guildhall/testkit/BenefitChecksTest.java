package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.BenefitCheck;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a check of a benefit says of how long it holds is so: whoever keeps the answer until then is told nothing else by asking. */
class BenefitChecksTest {
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final int SEEDS = 12;
    private static final int STEPS = 150;

    /** One seed's member in a programme with all its terms, and what comes to it of whatever its terms know. */
    private static final class Story {
        final Random random;
        final Sandbox sandbox = new Sandbox();
        final List<Terms> all = new ArrayList<>();
        final EntityName name;
        long now;
        int asked;

        Story(List<String> texts, long seed) {
            random = new Random(seed);
            for (String text : texts) {
                all.add(sandbox.publish(Sandbox.compile(text, all.isEmpty() ? null : all.getLast())));
            }
            name = new EntityName(EntityName.programmeNumber(all.getFirst().programme()), EntityKind.MEMBER, 1);
            long around = random.nextBoolean() ? all.getFirst().from() : all.getLast().from() - 100 * DAY;
            now = Math.max(all.getFirst().from(), around) + random.nextLong(60 * DAY);
        }

        void step() {
            now += switch (random.nextInt(12)) {
                case 0 -> random.nextLong(200 * DAY);
                case 1, 2 -> random.nextLong(30 * DAY);
                case 3, 4 -> random.nextLong(3 * DAY);
                default -> random.nextLong(2 * HOUR);
            };
            sandbox.submit(new Command(name, "c" + asked++, now, now, Origin.API, body()));
        }

        private Terms terms() {
            return all.stream().filter(one -> one.from() <= now).reduce((_, later) -> later).orElseThrow();
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private MemberCommand body() {
            Terms terms = terms();
            if (terms.plans().isEmpty() || random.nextInt(5) == 0) {
                return ofNoPlan(terms);
            }
            int plan = one(terms.plans()).number();
            Benefit benefit = one(terms.benefits());
            return switch (random.nextInt(20)) {
                case 0, 1, 2 -> new MemberCommand.Subscribe(plan, MemberCommand.Renews.YES);
                case 3 -> new MemberCommand.CancelPlan(plan, random.nextBoolean());
                case 4 -> new MemberCommand.PausePlan(plan, now + random.nextLong(30 * DAY));
                case 5 -> new MemberCommand.ResumePlan(plan);
                case 6 -> new MemberCommand.ChangePlan(plan, one(terms.plans()).number());
                case 7 -> new MemberCommand.Choose(plan, benefit.number());
                case 8, 9 -> new MemberCommand.Claim(benefit.number(), random.nextBoolean() ? "" : "account");
                case 10, 11, 12, 13 -> new MemberCommand.Use(benefit.number(), 1 + random.nextInt(3));
                case 14 -> new MemberCommand.CancelUse("c" + random.nextInt(asked));
                default -> settled();
            };
        }

        private MemberCommand ofNoPlan(Terms terms) {
            Benefit benefit = one(terms.benefits());
            List<Ladder> ladders = terms.ladders();
            return switch (random.nextInt(8)) {
                case 0 -> new MemberCommand.GrantBenefit(benefit.number(),
                        benefit.values().isEmpty() ? 0 : one(benefit.values()).number(),
                        now + 1 + random.nextLong(20 * DAY), "sorry");
                case 1 -> random.nextBoolean()
                        ? new MemberCommand.RevokeBenefit(benefit.number(), "by mistake")
                        : new MemberCommand.Freeze("looked at");
                case 2 -> new MemberCommand.Unfreeze("fine");
                case 3 -> ladders.isEmpty() ? new MemberCommand.Join(Fields.NONE)
                        : new MemberCommand.GrantStanding(ladders.getFirst().number(),
                                one(ladders.getFirst().tiers()).number(), now + 1 + random.nextLong(60 * DAY), "");
                default -> new MemberCommand.Record(new Activity(one(terms.kinds()).number(),
                        new Fields.Builder()
                                .number(KnownField.AMOUNT.symbol(), random.nextLong(100_000))
                                .text(KnownField.OF.symbol(), "c" + random.nextInt(asked))
                                .build(),
                        List.of()));
            };
        }

        private MemberCommand settled() {
            MemberView view = sandbox.view(name, now);
            return view == null ? new MemberCommand.Join(Fields.NONE)
                    : view.subscriptions()
                            .stream()
                            .map(MemberView.SubscriptionView::payment)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .<MemberCommand>map(due -> new MemberCommand.PaymentSettled(0, due.number(), due.amount()))
                            .orElseGet(() -> new MemberCommand.Join(Fields.NONE));
        }
    }

    private static List<String> texts(String programme) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(programme, "terms"))) {
            for (Path file : files.sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"../programmes/88vip", "../programmes/jd-plus", "../programmes/netflix-plans",
        "../programmes/prime", "src/test/resources/programmes/benefits", "src/test/resources/programmes/choices",
        "src/test/resources/programmes/claims", "src/test/resources/programmes/promises"})
    void whatItSaysHoldsUntilTheMomentItNames(String programme) throws IOException {
        requireLasting(texts(programme));
    }

    /** Of the plan: what one can be chosen of. Of a benefit: its value. Both in the middle of a month that was paid. */
    @Test
    void alsoWhereOtherTermsReachAPlanOrABenefitLater() throws IOException {
        String first = texts("src/test/resources/programmes/choices").getFirst();
        String next = first.replace("terms: 2025-01-01", "terms: 2025-02-20");
        requireLasting(List.of(first,
                next.replace("of: [tea, cake]", "of: [tea, gym]").replace("of: [gym, pool]", "of: [cake, pool]")
                        + """

                changes:
                  plans:
                    living: {applies: new-subscriptions, at-latest: 2025-03-20}
                """));
        requireLasting(List.of(first, next.replace("plans: {living: 1t,", "plans: {living: 2t,") + """

                changes:
                  benefits:
                    cloud: {applies: new-subscriptions, at-latest: 2025-03-20}
                """));
    }

    private static void requireLasting(List<String> texts) {
        int had = 0;
        int ends = 0;
        int otherwise = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = new Story(texts, seed);
            for (int i = 0; i < STEPS; i++) {
                story.step();
                for (Benefit benefit : story.terms().benefits()) {
                    BenefitCheck check = story.sandbox.check(story.name, benefit.name(), story.now);
                    if (check == null) {
                        continue;
                    }
                    had += check.benefit().has() ? 1 : 0;
                    requireLasting(story, check, "seed " + seed + ", step " + i);
                    if (check.until() < Long.MAX_VALUE) {
                        BenefitCheck after = story.sandbox.check(story.name, benefit.name(), check.until());
                        ends++;
                        otherwise += after == null || !after.benefit().equals(check.benefit()) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(had).as("benefits that were had").isGreaterThan(SEEDS * STEPS / 4);
        assertThat(otherwise).as("of %s that ended, those that were otherwise then", ends).isGreaterThan(ends / 50);
    }

    private static void requireLasting(Story story, BenefitCheck check, String where) {
        long until = Math.min(check.until(), story.now + 5000 * DAY);
        assertThat(until).as(where).isGreaterThan(story.now);
        for (long moment : new long[]{until - 1, story.random.nextLong(story.now, until)}) {
            BenefitCheck then = story.sandbox.check(story.name, check.benefit().benefit(), moment);
            assertThat(Objects.requireNonNull(then).benefit()).as("%s, from %s to %s", where, story.now, moment)
                    .isEqualTo(check.benefit());
        }
    }
}
