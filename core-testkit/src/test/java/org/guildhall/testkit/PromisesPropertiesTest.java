package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongFunction;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.BenefitView;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** Random lives with points of a term, with allowances that carry over, and with choices. A failure names its seed. */
class PromisesPropertiesTest {
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final int SEEDS = 25;
    private static final int STEPS = 120;

    /** One seed's member, run twice: once with timers between the commands. */
    private static final class Life {
        final Random random;
        final Sandbox sandbox = new Sandbox();
        final Sandbox ticking = new Sandbox();
        final Terms terms;
        final EntityName name;
        long now;
        int accepted;

        Life(String programme, long seed) {
            random = new Random(seed);
            try {
                terms = sandbox.publish(Sandbox.compile(Files.readString(Path.of("src", "test", "resources",
                        "programmes", programme, "terms",
                        programme.equals("choices") ? "2025-01-01.yaml" : "2024-01-01.yaml")), null));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            ticking.publish(terms);
            name = new EntityName(EntityName.programmeNumber(programme), EntityKind.MEMBER, 1);
            now = terms.from() + random.nextLong(300 * DAY);
        }

        int symbol(String space, String of) {
            return Objects.requireNonNull(terms.symbols().find(space, of), of);
        }

        Outcome step(int i, LongFunction<MemberCommand> body) {
            now += switch (random.nextInt(8)) {
                case 0 -> random.nextLong(120 * DAY);
                case 1, 2, 3 -> random.nextLong(12 * DAY);
                default -> random.nextLong(20 * HOUR);
            };
            long at = now - (random.nextInt(4) == 0 ? random.nextLong(3 * DAY) : 0);
            Command command = new Command(name, "c" + i, at, now, Origin.API, body.apply(at));
            Outcome outcome = sandbox.submit(command);
            if (random.nextBoolean()) {
                ticking.submit(ticking.engine().advance(name, now - 1));
            }
            assertThat(ticking.submit(command).getClass()).isEqualTo(outcome.getClass());
            accepted += outcome instanceof Outcome.Accepted ? 1 : 0;
            return outcome;
        }

        MemberView view() {
            return Objects.requireNonNull(sandbox.view(name, now));
        }

        void end(long seed) {
            sandbox.requireReplay();
            long later = now + random.nextLong(500 * DAY);
            assertThat(ticking.canonical(name, later)).as("seed %s", seed).isEqualTo(sandbox.canonical(name, later));
        }
    }

    private static boolean has(MemberView view, String plan) {
        return view.subscriptions()
                .stream()
                .anyMatch(one -> one.plan().equals(plan) && List.of("running", "paused").contains(one.status()));
    }

    @Test
    void pointsOfATermAreThereOnlyWhileOneRuns() {
        int withPoints = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Life life = new Life("term-points", seed);
            int beans = life.symbol("currency", "beans");
            for (int i = 0; i < STEPS; i++) {
                int step = i;
                life.step(i, at -> {
                    int plan = life.terms.plans().get(life.random.nextInt(3)).number();
                    return switch (life.random.nextInt(12)) {
                        case 0, 1, 2 -> new MemberCommand.Subscribe(plan);
                        case 3 -> new MemberCommand.CancelPlan(plan, life.random.nextBoolean());
                        case 4 -> new MemberCommand.PausePlan(plan, life.now + life.random.nextLong(50 * DAY));
                        case 5 -> new MemberCommand.ResumePlan(plan);
                        case 6 -> new MemberCommand.ChangePlan(plan,
                                life.terms.plans().get(life.random.nextInt(3)).number());
                        case 7 -> new MemberCommand.Spend(beans, 1 + life.random.nextInt(4), "");
                        case 8 -> new MemberCommand.CancelSpend("c" + life.random.nextInt(step + 1));
                        case 9 -> new MemberCommand.Record(new Activity(life.symbol("kind", "receipt"),
                                new Fields.Builder()
                                        .text(KnownField.OF.symbol(), "c" + life.random.nextInt(step + 1))
                                        .build(),
                                List.of()));
                        default -> new MemberCommand.Record(new Activity(life.symbol("kind", "order"),
                                new Fields.Builder()
                                        .number(KnownField.AMOUNT.symbol(), life.random.nextLong(100_000))
                                        .build(),
                                List.of()));
                    };
                });
                MemberView view = life.view();
                boolean runs = has(view, "year") || has(view, "quarter");
                withPoints += view.wallet("beans").available() > 0 ? 1 : 0;
                assertThat(runs || view.wallet("beans").available() == 0).as("seed %s, step %s", seed, i).isTrue();
                assertThat(has(view, "year") || grainsThatEnd(view)).as("seed %s, step %s", seed, i).isTrue();
                assertThat(view.wallet("beans").lots()).as("seed %s, step %s", seed, i)
                        .allMatch(lot -> lot.vestsAt() != null || lot.expiresAt() > view.time());
            }
            life.end(seed);
        }
        assertThat(withPoints).as("looks at a member with points").isGreaterThan(SEEDS * STEPS / 10);
    }

    /** Without the year there are only grains that a late cancellation let live on, each with its end. */
    private static boolean grainsThatEnd(MemberView view) {
        return view.wallet("grains").lots().stream().allMatch(lot -> lot.expiresAt() <= view.time() + 10 * DAY);
    }

    @Test
    void noAllowanceIsExceededWhateverIsCarriedAndOneOfAChoiceIsHad() {
        int carried = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Life life = new Life("choices", seed);
            List<String> used = List.of("freight", "ride", "lounge", "doctor", "video", "music", "tea", "cake");
            for (int i = 0; i < STEPS; i++) {
                int step = i;
                life.step(i, at -> {
                    int living = life.symbol("plan", "living");
                    int benefit = life.symbol("benefit", used.get(life.random.nextInt(used.size())));
                    return switch (life.random.nextInt(12)) {
                        case 0, 1 -> new MemberCommand.Subscribe(living);
                        case 2 -> new MemberCommand.ChangePlan(living, life.symbol("plan", "everything"));
                        case 3 -> new MemberCommand.ChangePlan(life.symbol("plan", "everything"), living);
                        case 4 -> new MemberCommand.PausePlan(living, life.now + life.random.nextLong(9 * DAY));
                        case 5 -> new MemberCommand.CancelUse("c" + life.random.nextInt(step + 1));
                        case 6 -> new MemberCommand.Choose(living, benefit);
                        default -> new MemberCommand.Use(benefit, life.random.nextInt(7) == 0
                                ? 1 + life.random.nextInt(6_000)
                                : 1 + life.random.nextInt(3));
                    };
                });
                if (life.sandbox.view(life.name, life.now) == null) {
                    continue;
                }
                MemberView view = life.view();
                for (BenefitView one : view.benefits().values()) {
                    if (one.kind().equals("allowance") && one.has()) {
                        carried += one.carried() > 0 ? 1 : 0;
                        assertThat(one.used() + one.left()).as("seed %s, step %s: %s", seed, i, one.benefit())
                                .isLessThanOrEqualTo(Math.max(one.used(), one.limit() + one.carried()));
                        assertThat(one.used()).as("seed %s, step %s: %s", seed, i, one.benefit())
                                .isLessThanOrEqualTo(one.limit() + most(one.benefit()));
                    }
                }
                BenefitView tea = Objects.requireNonNull(view.benefits().get("tea"));
                boolean both = tea.has() && Objects.requireNonNull(view.benefits().get("cake")).has();
                MemberView.ChoiceView choice = tea.choice();
                boolean open = choice != null && choice.chosen() == null;
                assertThat(!both || open).as("seed %s, step %s: tea and cake", seed, i).isTrue();
            }
            life.end(seed);
        }
        assertThat(carried).as("looks at something carried over").isPositive();
    }

    /** What the file carries over at most. */
    private static long most(String benefit) {
        return switch (benefit) {
            case "freight" -> 2_000;
            case "ride" -> 100;
            case "doctor" -> 1;
            default -> 0;
        };
    }
}
