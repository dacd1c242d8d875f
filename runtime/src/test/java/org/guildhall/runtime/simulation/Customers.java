package org.guildhall.runtime.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/** Invents what members, operators and imports ask, sensible mostly, wrong at times. One thread; the seed decides. */
final class Customers {
    private static final int MEMBERS = 9;
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;

    private final Random random;
    /** Whether nobody sends anything to anybody and nothing is imported, so that only the order of commands matters. */
    final boolean alone;
    private final List<EntityName> members = new ArrayList<>();
    private final Map<EntityName, List<String>> orders = new HashMap<>();
    private final Map<EntityName, List<String>> spends = new HashMap<>();
    private final List<Command> asked = new ArrayList<>();
    private final Plots plots;
    private final Balance balance;
    private int others;
    private Terms terms;
    private long now;
    private EntityName who;

    /** What a customer sees of their points. */
    interface Balance {
        long of(EntityName who, PointCurrency currency);
    }

    Customers(Random random, Programme programme, Balance balance) {
        this.random = random;
        this.balance = balance;
        this.plots = new Plots(random);
        this.alone = random.nextInt(4) == 0;
        this.terms = programme.first();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(new EntityName(programme.number(), EntityKind.MEMBER, random.nextLong()));
        }
        this.who = members.getFirst();
    }

    List<EntityName> members() {
        return members;
    }

    /** What is asked at a moment, under these terms. */
    Command next(Terms present, long moment) {
        terms = present;
        now = moment;
        if (!asked.isEmpty() && random.nextInt(25) == 0) {
            return again();
        }
        if (random.nextInt(7) == 0) {
            plot();
        }
        Plots.Scene scene = random.nextBoolean() ? plots.next(now) : null;
        if (scene != null) {
            who = scene.who();
            return remember(new Command(who, scene.id(), now, 0, Origin.API, scene.body().get()));
        }
        who = member();
        boolean imported = !alone && random.nextInt(12) == 0;
        MemberCommand body = body();
        String id = "c" + asked.size();
        long at = imported ? now - random.nextLong(50 * DAY) : at();
        Origin origin = imported ? Origin.IMPORT : random.nextBoolean() ? Origin.API : Origin.OPERATOR;
        return remember(new Command(who, id, at, 0, origin, body));
    }

    private Command remember(Command command) {
        asked.add(command);
        if (command.body() instanceof MemberCommand.Record) {
            orders.computeIfAbsent(who, name -> new ArrayList<>()).add(command.id());
        } else if (command.body() instanceof MemberCommand.Spend || command.body() instanceof MemberCommand.Transfer) {
            spends.computeIfAbsent(who, name -> new ArrayList<>()).add(command.id());
        }
        return command;
    }

    private void plot() {
        EntityName main = member();
        ActivityKind kind = any(terms.kinds()
                .stream()
                .filter(one -> one.reversible() != null && one.role() instanceof ActivityKind.Role.Plain)
                .toList());
        PointCurrency currency = any(terms.currencies().stream().filter(one -> !one.countsOnly()).toList());
        if (random.nextBoolean()) {
            plots.takeBackLate(now, main, () -> new MemberCommand.Record(activity(kind)),
                    () -> new MemberCommand.Spend(currency.number(), balance.of(main, currency) / 2, ""));
        } else {
            plots.owe(now, main, () -> new MemberCommand.Record(activity(kind)),
                    () -> new MemberCommand.Spend(currency.number(), balance.of(main, currency), ""),
                    alone ? null : member());
        }
    }

    /**
     * The id of an earlier command with the same content, with other content, or sent to another member. Other content never has
     * the same {@code at} twice: by that the judge tells apart what it sees in the journal.
     */
    private Command again() {
        Command old = asked.get(random.nextInt(asked.size()));
        return switch (random.nextInt(4)) {
            case 0 -> new Command(
                    old.entity(), old.id(), (old.at() == 0 ? now : old.at()) + ++others, 0, old.origin(), body());
            case 1 -> new Command(old.entity(), old.id(), at(), 0, old.origin(), old.body());
            case 2 -> new Command(member(), old.id(), old.at(), 0, old.origin(), old.body());
            default -> old;
        };
    }

    /** A few members are asked for most of the time. */
    private EntityName member() {
        return members.get(Math.min(random.nextInt(MEMBERS), random.nextInt(MEMBERS)));
    }

    private long at() {
        long midnight = terms.calendar().startOf(terms.calendar().date(now));
        return switch (random.nextInt(40)) {
            case 0, 1, 2, 3, 4 -> now - random.nextLong(120 * MINUTE);
            case 5, 6, 7, 8 -> now - random.nextLong(25 * DAY);
            case 9 -> now - random.nextLong(120 * DAY);
            case 10, 11 -> now + random.nextLong(5 * MINUTE + 1);
            case 12 -> now + 5 * MINUTE + random.nextInt(2);
            case 13, 14 -> midnight - 1;
            case 15 -> midnight - random.nextLong(1000);
            case 16 -> midnight;
            case 17 -> 0;
            default -> now;
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private MemberCommand body() {
        int dice = random.nextInt(100);
        if (dice < 44) {
            return new MemberCommand.Record(activity(any(terms.kinds())));
        }
        if (dice < 54) {
            return new MemberCommand.Reverse(known(orders), part());
        }
        if (dice < 68) {
            return new MemberCommand.Spend(currency(), amount(), "");
        }
        if (dice < 73) {
            return new MemberCommand.CancelSpend(known(spends));
        }
        if (dice < 80 && !alone) {
            return new MemberCommand.Transfer(member(), currency(), amount());
        }
        return dice < 84 ? new MemberCommand.Adjust(currency(), amount() - 20, random.nextInt(20) == 0 ? " " : "why")
                : rare();
    }

    private MemberCommand rare() {
        Ladder ladder = any(terms.ladders());
        int tier = any(ladder.tiers()).number();
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> new MemberCommand.Join(Fields.NONE);
            case 3 -> new MemberCommand.Describe(described());
            case 4 -> new MemberCommand.Freeze("a doubt");
            case 5, 6 -> new MemberCommand.Unfreeze("no doubt");
            case 7 -> random.nextInt(3) == 0 ? new MemberCommand.Leave("moves away") : merge();
            case 8 -> merge();
            case 9 -> new MemberCommand.GrantStanding(
                    ladder.number(), random.nextInt(15) == 0 ? 9999 : tier, now + random.nextLong(100 * DAY) - DAY, "");
            case 10 -> new MemberCommand.Score(
                    terms.scores().isEmpty() ? 9999 : any(terms.scores()).symbol(), random.nextInt(100));
            default -> open(ladder, tier);
        };
    }

    private MemberCommand merge() {
        return alone ? new MemberCommand.Unfreeze("") : new MemberCommand.Merge(member());
    }

    private MemberCommand open(Ladder ladder, int tier) {
        List<MemberCommand.OpeningLot> lots = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            long end = random.nextInt(4) == 0 ? Long.MAX_VALUE : now + random.nextLong(90 * DAY) - DAY / 10;
            lots.add(new MemberCommand.OpeningLot(currency(), amount(), now - random.nextLong(90 * DAY), end));
        }
        List<MemberCommand.OpeningStanding> standings = random.nextBoolean()
                ? List.of()
                : List.of(new MemberCommand.OpeningStanding(
                        ladder.number(), tier, now - DAY, now + random.nextLong(60 * DAY) - DAY));
        Long joined = random.nextBoolean() ? null : Long.valueOf(now - random.nextLong(900 * DAY));
        return new MemberCommand.Open(joined, described(), lots, standings);
    }

    private Fields described() {
        if (terms.members().isEmpty()) {
            return Fields.NONE;
        }
        long day = random.nextInt(4) == 0 ? 7364 : 8000 + random.nextInt(9000);
        return new Fields.Builder().number(terms.members().getFirst().symbol(), day).build();
    }

    private int currency() {
        List<PointCurrency> all = terms.currencies();
        return random.nextInt(40) == 0 ? 9999 : random.nextInt(3) == 0 ? any(all).number() : all.getFirst().number();
    }

    private long amount() {
        return random.nextInt(30) == 0 ? -random.nextInt(3) : 1 + random.nextInt(random.nextInt(6) == 0 ? 900 : 60);
    }

    private String known(Map<EntityName, List<String>> ids) {
        List<String> own = ids.getOrDefault(who, List.of());
        if (own.isEmpty() || random.nextInt(20) == 0) {
            return "c" + random.nextInt(1 + asked.size());
        }
        return own.get(Math.max(random.nextInt(own.size()), random.nextInt(own.size())));
    }

    private MemberCommand.Part part() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> new MemberCommand.Part.Whole();
            case 2 -> new MemberCommand.Part.Value(random.nextInt(3000) - 20);
            default -> {
                List<MemberCommand.LinePart> parts = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    parts.add(new MemberCommand.LinePart(random.nextInt(3), random.nextInt(3)));
                }
                yield new MemberCommand.Part.Lines(parts);
            }
        };
    }

    private Activity activity(ActivityKind kind) {
        if (random.nextInt(60) == 0) {
            return new Activity(9999, Fields.NONE, List.of());
        }
        Fields.Builder fields = new Fields.Builder();
        for (Field field : kind.fields()) {
            if (field.required() || random.nextBoolean()) {
                field(fields, field);
            }
        }
        if (kind.role() instanceof ActivityKind.Role.Fulfilment
                || kind.role() instanceof ActivityKind.Role.Return && !kind.hasLines()) {
            fields.text(KnownField.OF.symbol(), known(orders));
        }
        List<Fields> lines = new ArrayList<>();
        for (int i = kind.hasLines() ? random.nextInt(3) : -1; i >= 0; i--) {
            lines.add(line());
        }
        return new Activity(kind.number(), fields.build(), lines);
    }

    private void field(Fields.Builder fields, Field field) {
        if (field.symbol() == KnownField.NIGHTS.symbol()) {
            fields.number(field.symbol(), random.nextInt(5));
        } else if (field.symbol() == KnownField.AMOUNT.symbol()) {
            fields.number(field.symbol(), random.nextInt(random.nextInt(5) == 0 ? 20_000 : 4_000));
        } else if (field.symbol() != KnownField.OF.symbol()) {
            fields.number(field.symbol(), random.nextInt(900));
        }
    }

    private Fields line() {
        return new Fields.Builder().text(KnownField.PRODUCT.symbol(), "p" + random.nextInt(4))
                .number(KnownField.QUANTITY.symbol(), random.nextInt(4))
                .number(KnownField.PRICE.symbol(), random.nextInt(30_000))
                .build();
    }
}
