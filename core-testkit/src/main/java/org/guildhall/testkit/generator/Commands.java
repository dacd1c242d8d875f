package org.guildhall.testkit.generator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.testkit.generator.Request.Cancelled;
import org.guildhall.testkit.generator.Request.CancelledPlan;
import org.guildhall.testkit.generator.Request.ClaimedCoupon;
import org.guildhall.testkit.generator.Request.Failed;
import org.guildhall.testkit.generator.Request.HandedOver;
import org.guildhall.testkit.generator.Request.HeldCoupon;
import org.guildhall.testkit.generator.Request.Joined;
import org.guildhall.testkit.generator.Request.Opened;
import org.guildhall.testkit.generator.Request.Ordered;
import org.guildhall.testkit.generator.Request.Paid;
import org.guildhall.testkit.generator.Request.RefundedCoupon;
import org.guildhall.testkit.generator.Request.Returned;
import org.guildhall.testkit.generator.Request.Scored;
import org.guildhall.testkit.generator.Request.SpendCancelled;
import org.guildhall.testkit.generator.Request.Spent;
import org.guildhall.testkit.generator.Request.Subscribed;
import org.guildhall.testkit.generator.Request.Used;
import org.guildhall.testkit.generator.Request.UsedCoupon;
import org.guildhall.testkit.generator.Request.Visited;
import org.jspecify.annotations.Nullable;

/**
 * Makes commands of requests, for any programme: of an order it tells what the terms declare, line by line or, where its
 * kind has no lines, as one amount. What is handed over is fulfilled, by the one kind that does so. Spends and what members bring are in the first currency that can be spent. Safe for
 * many threads.
 */
public final class Commands {
    /** How long an order that is not paid yet holds a coupon. */
    private static final long HOLD_MILLIS = 15 * 60_000;

    private final Terms terms;
    private final int programme;
    private final FieldValues values;
    private final Map<String, Sort> orders = new HashMap<>();
    private final Map<String, Sort> visits = new HashMap<>();
    private final @Nullable ActivityKind fulfilment;
    private final @Nullable PointCurrency points;
    private final @Nullable Field birthday;

    /**
     * How the programme hears of a sort of activity.
     *
     * @param returned null where a return is a reversal
     */
    private record Sort(ActivityKind kind, @Nullable ActivityKind returned, Details details) {}

    /** @throws IllegalArgumentException where the terms don't have what the calibration is about */
    public Commands(Terms terms, Calibration calibration) {
        this.terms = terms;
        values = new FieldValues(terms.moneyDigits());
        programme = EntityName.programmeNumber(terms.programme());
        for (Calibration.Category category : calibration.categories()) {
            orders.put(category.name(),
                    sort(category.kind(), new Details(calibration.seed(), category.details())));
        }
        for (Calibration.Visit visit : calibration.visits()) {
            visits.put(visit.kind(), sort(visit.kind(), new Details(calibration.seed(), visit.details())));
        }
        for (Calibration.OfPlan plan : calibration.plans().plans()) {
            for (Calibration.Often often : plan.visits()) {
                visits.computeIfAbsent(often.what(),
                        kind -> sort(kind, new Details(calibration.seed(), List.of())));
            }
        }
        fulfilment = kind(one -> one.role() instanceof ActivityKind.Role.Fulfilment);
        points = terms.currencies().stream().filter(currency -> !currency.countsOnly()).findFirst().orElse(null);
        birthday = terms.members()
                .stream()
                .filter(field -> field.name().equals("birthday") && field.type() instanceof FieldType.Day)
                .findFirst()
                .orElse(null);
    }

    /** @param name of the kind, null for the first that stands for itself */
    private Sort sort(@Nullable String name, Details details) {
        ActivityKind kind = required(kind(one -> one.role() instanceof ActivityKind.Role.Plain
                && (name == null || one.name().equals(name))), "a kind " + (name == null ? "of activity" : name));
        return new Sort(kind,
                kind(one -> one.role() instanceof ActivityKind.Role.Return role && role.kind() == kind.number()),
                details);
    }

    private @Nullable ActivityKind kind(Predicate<ActivityKind> which) {
        return terms.kinds().stream().filter(which).findFirst().orElse(null);
    }

    private <T> T required(@Nullable T found, String what) {
        if (found == null) {
            throw new IllegalArgumentException("expected " + what + " in " + terms.programme() + ", but found none");
        }
        return found;
    }

    /** The command to the customer with a key; null for what concerns no customer or is no matter of the programme. */
    public @Nullable Command command(Request request, long key) {
        MemberCommand body = request.customer() == null ? null : body(request);
        return body == null
                ? null
                : new Command(new EntityName(programme, EntityKind.MEMBER, key), request.id(), request.at(), 0,
                        Origin.IMPORT, body);
    }

    private @Nullable MemberCommand body(Request request) {
        return switch (request.what()) {
            case Opened opened ->
                    new MemberCommand.Open(opened.joined(), member(opened.birthday()), lots(opened), List.of());
            case Joined joined -> new MemberCommand.Join(member(joined.birthday()));
            case Ordered ordered -> new MemberCommand.Record(order(request.id(), ordered));
            case Visited visited -> new MemberCommand.Record(visit(request.id(), visited));
            case HandedOver handedOver -> fulfilled(handedOver);
            case Returned back -> giveBack(back);
            case Cancelled cancelled -> new MemberCommand.Reverse(cancelled.of(), new MemberCommand.Part.Whole());
            case Spent spent -> new MemberCommand.Spend(points().number(), scaled(spent.points()), spent.of());
            case SpendCancelled cancelled -> new MemberCommand.CancelSpend(cancelled.spend());
            case Scored scored -> new MemberCommand.Score(symbol("field", scored.score()), scored.value());
            case Subscribed subscribed -> subscribe(plan(subscribed.plan()));
            case Paid paid -> new MemberCommand.PaymentSettled(plan(paid.plan()), 0, paid.amount());
            case Failed failed -> new MemberCommand.PaymentFailed(plan(failed.plan()), 0, "declined");
            case CancelledPlan cancelled -> new MemberCommand.CancelPlan(plan(cancelled.plan()), false);
            case Used used -> new MemberCommand.Use(symbol("benefit", used.benefit()), used.amount());
            case ClaimedCoupon claimed -> new MemberCommand.ClaimCoupon(symbol("coupon", claimed.coupon()));
            case HeldCoupon held -> new MemberCommand.ReserveCoupons(held.of(), order(held.of(), held.what()),
                    List.of(-(long) symbol("coupon", held.coupon())), HOLD_MILLIS);
            case UsedCoupon used -> new MemberCommand.RedeemCoupons(used.of());
            case RefundedCoupon back -> new MemberCommand.RefundCoupons(back.of(),
                    back.amount() == RefundedCoupon.ALL ? MemberCommand.RefundCoupons.WHOLE : back.amount());
        };
    }

    /** Whoever buys what renews agrees to that. */
    private MemberCommand subscribe(int plan) {
        Plan bought = terms.plan(plan);
        return new MemberCommand.Subscribe(plan, bought != null && bought.renewal().automatic()
                ? MemberCommand.Renews.YES
                : MemberCommand.Renews.UNSAID);
    }

    private int plan(String name) {
        return symbol("plan", name);
    }

    private int symbol(String space, String name) {
        return required(terms.symbols().find(space, name), "a " + space + " " + name);
    }

    private Fields member(@Nullable Long day) {
        return birthday == null || day == null
                ? Fields.NONE
                : new Fields.Builder().number(birthday.symbol(), day).build();
    }

    private List<MemberCommand.OpeningLot> lots(Opened opened) {
        return opened.brought()
                .stream()
                .map(lot -> new MemberCommand.OpeningLot(points().number(), scaled(lot.points()), lot.earned(),
                        lot.expires()))
                .toList();
    }

    private long scaled(long whole) {
        return whole * FieldValues.power(points().scale());
    }

    private PointCurrency points() {
        return required(points, "a currency that can be spent");
    }

    private Sort sort(List<Line> lines) {
        return required(orders.get(lines.getFirst().product().category()), "the category of an order");
    }

    private Activity order(String id, Ordered ordered) {
        Sort sort = sort(ordered.lines());
        ActivityKind kind = sort.kind();
        Fields fields = values.of(kind.fields(), field -> {
            Object drawn = sort.details().value(field.name(), id);
            return drawn != null ? drawn : value(field, ordered, kind.hasLines());
        });
        return new Activity(kind.number(), fields, kind.hasLines() ? lines(kind, ordered.lines()) : List.of());
    }

    private Activity visit(String id, Visited visited) {
        Sort sort = required(visits.get(visited.kind()), "a kind " + visited.kind());
        return new Activity(sort.kind().number(),
                values.of(sort.kind().fields(), field -> sort.details().value(field.name(), id)), List.of());
    }

    private @Nullable MemberCommand fulfilled(HandedOver handedOver) {
        return fulfilment == null
                ? null
                : new MemberCommand.Record(
                        new Activity(fulfilment.number(), of(fulfilment, handedOver.of()), List.of()));
    }

    private MemberCommand giveBack(Returned back) {
        Sort sort = sort(back.lines());
        ActivityKind kind = sort.returned();
        if (kind != null) {
            return new MemberCommand.Record(new Activity(kind.number(), of(kind, back.of()),
                    lines(kind, back.lines())));
        }
        return new MemberCommand.Reverse(back.of(), sort.kind().hasLines()
                ? new MemberCommand.Part.Whole()
                : new MemberCommand.Part.Value(back.amount()));
    }

    private static @Nullable Object value(Field field, Ordered ordered, boolean hasLines) {
        Request.Keys keys = ordered.keys();
        return switch (field.name()) {
            case "channel" -> ordered.channel();
            case "delivery" -> ordered.delivery() == 0 ? null : (Long) ordered.delivery();
            case "paid-with-points" -> ordered.paidWithPoints() == 0 ? null : (Long) ordered.paidWithPoints();
            case "payer" -> ordered.payer();
            case "recipient" -> keys == null ? null : keys.recipient();
            case "device" -> keys == null ? null : keys.device();
            case "address-area" -> keys == null ? null : keys.area();
            default -> hasLines ? null : whole(field, ordered);
        };
    }

    /** Of an order that is told as a whole. */
    private static @Nullable Object whole(Field field, Ordered ordered) {
        Line first = ordered.lines().getFirst();
        return switch (field.name()) {
            case "amount" -> (Long) ordered.amount();
            case "business" -> first.product().brand();
            case "quantity", "nights" ->
                    (Long) ordered.lines().stream().mapToLong(Line::quantity).sum();
            default -> value(field, first);
        };
    }

    private Fields of(ActivityKind kind, String id) {
        return values.of(kind.fields(), field -> field.name().equals("of") ? id : null);
    }

    private List<Fields> lines(ActivityKind kind, List<Line> lines) {
        return lines.stream().map(line -> values.of(kind.lines(), field -> value(field, line))).toList();
    }

    private static @Nullable Object value(Field field, Line line) {
        return switch (field.name()) {
            case "product" -> line.product().name();
            case "category" -> line.product().category();
            case "brand" -> line.product().brand();
            case "quantity" -> (Long) (long) line.quantity();
            case "price" -> (Long) line.product().price();
            default -> null;
        };
    }
}
