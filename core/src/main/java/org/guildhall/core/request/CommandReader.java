package org.guildhall.core.request;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.Verbs;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.CodeKey;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** What is asked of a member, by its verb: the name of a kind of activity, or one of {@link #VERBS}. */
public final class CommandReader {
    /** Every verb but the kinds of activity, and how it reads. */
    public static final List<String> VERBS = Verbs.ALL;

    private final Terms terms;
    private final Offers offers;
    private final ZoneCalendar calendar;
    private final Problems problems;
    private final ActivityReader activities;
    private final Function<String, EntityName> members;
    private final CodeKey codes;

    /**
     * @param terms of the moment that is spoken of
     * @param offers all that were published
     * @param members by the names that the author gives them
     * @param codes what tells genuine codes of coupons
     */
    public CommandReader(Terms terms, Offers offers, Function<String, EntityName> members, CodeKey codes,
            Problems problems) {
        this.codes = codes;
        this.terms = terms;
        this.offers = offers;
        this.members = members;
        this.calendar = terms.calendar();
        this.problems = problems;
        this.activities = new ActivityReader(terms, problems);
    }

    /**
     * The command, or null after a problem.
     *
     * @param besides keys of the node that say something else, such as {@code id}; a field of that name stays a field
     */
    public @Nullable MemberCommand read(String verb, Node node, Set<String> besides) {
        Keys keys = Keys.of(node, "what " + verb + " takes", calendar, problems);
        if (keys == null) {
            return null;
        }
        besides.forEach(keys::get);
        // Terms that are older than a verb may have a kind of its name.
        ActivityKind own = terms.kind(verb);
        if (own != null) {
            return record(own, keys, besides);
        }
        return switch (verb) {
            case "joins" -> map(activities.memberFields(keys.block(), besides), MemberCommand.Join::new);
            case "describes" -> map(activities.memberFields(keys.block(), besides), MemberCommand.Describe::new);
            case "reverse" -> reverse(keys);
            case "spend" -> spend(keys);
            case "cancel-spend" -> cancel(keys);
            case "adjust" -> adjust(keys);
            case "grant" -> grant(keys);
            case "score" -> score(keys);
            case "freeze" -> map(reason(keys), MemberCommand.Freeze::new);
            case "unfreeze" -> map(reason(keys), MemberCommand.Unfreeze::new);
            case "leave" -> map(reason(keys), MemberCommand.Leave::new);
            case "opening" -> opening(keys);
            case "transfer" -> transfer(keys);
            case "merge" -> merge(keys);
            case "subscribe" -> subscribe(keys);
            case "cancel-plan" -> cancelPlan(keys);
            case "keep-plan" -> map(plan(keys), MemberCommand.KeepPlan::new);
            case "pause-plan" -> pause(keys);
            case "resume-plan" -> map(plan(keys), MemberCommand.ResumePlan::new);
            case "change-plan" -> change(keys);
            case "prolong-plan" -> map(plan(keys), MemberCommand.ProlongPlan::new);
            case "give-plan" -> give(keys);
            case "cancel-gift" -> map(number(keys, "payment", "the number of the gift's payment", "a payment"),
                    MemberCommand.CancelGift::new);
            case "agree-to-price" -> agree(keys);
            case "take-offer" -> takeOffer(keys);
            case "report-income" -> reportIncome(keys);
            case "payment-settled" -> settled(keys);
            case "payment-failed" -> failed(keys);
            case "payment-reversed" -> reversed(keys);
            case "use" -> use(keys);
            case "choose" -> choose(keys);
            case "cancel-use" -> map(useId(keys), MemberCommand.CancelUse::new);
            case "grant-benefit" -> grantBenefit(keys);
            case "revoke-benefit" -> revokeBenefit(keys);
            case "claim" -> claim(keys);
            case "cancel-claim" -> map(claimId(keys), MemberCommand.CancelClaim::new);
            case "claim-activated" -> map(claimId(keys), MemberCommand.ClaimActivated::new);
            case "claim-failed" -> claimFailed(keys);
            case "offer-seat" -> offerSeat(keys);
            case "remove-seat" ->
                    map(number(keys, "seat", "the number of the seat", "a seat"), MemberCommand.RemoveSeat::new);
            case "accept-seat" -> map(plan(keys), MemberCommand.AcceptSeat::new);
            case "give-up-seat" -> map(plan(keys), MemberCommand.GiveUpSeat::new);
            case "claim-coupon", "grant-coupon", "reserve-coupons", "redeem-coupons", "release-coupons",
                    "refund-coupons", "revoke-coupon", "extend-coupon", "hand-on-coupon" ->
                    new CouponCommandReader(terms, offers, members, activities, codes, problems).read(verb, keys);
            default -> throw new IllegalArgumentException("expected a kind or a verb, but found " + verb);
        };
    }

    private static <T, R> @Nullable R map(@Nullable T value, Function<T, R> make) {
        return value == null ? null : make.apply(value);
    }

    private @Nullable MemberCommand record(ActivityKind kind, Keys keys, Set<String> besides) {
        Activity activity = activities.activity(kind, keys.block(), besides);
        return activity == null ? null : new MemberCommand.Record(activity);
    }

    private static @Nullable String reason(Keys keys) {
        String reason = keys.needText("reason", "why", "asked for it");
        keys.done();
        return reason;
    }

    private @Nullable MemberCommand reverse(Keys keys) {
        String of = keys.needText("of", "the id of what is taken back", null);
        Node lines = keys.get("lines");
        Node amount = keys.get("amount");
        keys.done();
        if (lines != null && amount != null) {
            problems.add(keys.block().title(), "lines and amount", "one of them, or neither for the whole", null);
        }
        MemberCommand.Part part = new MemberCommand.Part.Whole();
        if (lines != null) {
            part = lines(lines);
        } else if (amount != null) {
            Long value = Keys.amount(amount, terms.moneyDigits(), terms.money(), problems);
            part = value == null ? null : new MemberCommand.Part.Value(value);
        }
        return of == null || part == null ? null : new MemberCommand.Reverse(of, part);
    }

    private MemberCommand.Part.@Nullable Lines lines(Node node) {
        if (!(node instanceof Node.Items items)) {
            problems.wrong(node, "a list, such as [{line: 1, quantity: 2}]", null);
            return null;
        }
        List<MemberCommand.LinePart> parts = new ArrayList<>();
        for (Node item : items.items()) {
            Keys keys = Keys.of(item, "a line that is taken back", calendar, problems);
            if (keys == null) {
                continue;
            }
            Node line = keys.need("line", "which line, from 1", "1");
            Node quantity = keys.need("quantity", "how many pieces", "1");
            keys.done();
            Long number = line == null ? null : Keys.amount(line, 0, "a line", problems);
            Long pieces = quantity == null ? null : Keys.amount(quantity, 0, "a quantity", problems);
            if (number != null && pieces != null) {
                parts.add(new MemberCommand.LinePart(Math.toIntExact(Math.clamp(number, -9, 9999)) - 1, pieces));
            }
        }
        return parts.size() == items.items().size() ? new MemberCommand.Part.Lines(parts) : null;
    }

    /** An amount of one currency, named by its key. */
    private record Points(PointCurrency currency, long amount) {}

    private @Nullable Points points(Keys keys) {
        List<String> names = terms.currencies().stream().map(PointCurrency::name).toList();
        Points points = null;
        for (String name : names) {
            Node node = keys.get(name);
            PointCurrency currency = terms.currency(name);
            Long amount =
                    node == null || currency == null ? null : Keys.amount(node, currency.scale(), name, problems);
            if (amount != null && points != null) {
                problems.add(keys.block().title(), "several currencies", "one of them", null);
            } else if (amount != null && currency != null) {
                points = new Points(currency, amount);
            }
        }
        if (keys.done() && names.stream().allMatch(name -> keys.get(name) == null)) {
            problems.add(keys.block().title(), "no points", "a currency and how many: " + String.join(", ", names),
                    null);
        }
        return points;
    }

    private @Nullable MemberCommand spend(Keys keys) {
        String purpose = keys.text("purpose");
        return map(points(keys), points -> new MemberCommand.Spend(
                points.currency.number(), points.amount, purpose == null ? "" : purpose));
    }

    private @Nullable MemberCommand transfer(Keys keys) {
        String to = keys.needText("to", "who receives them", null);
        Points points = points(keys);
        return to == null || points == null
                ? null
                : new MemberCommand.Transfer(members.apply(to), points.currency.number(), points.amount);
    }

    private @Nullable MemberCommand merge(Keys keys) {
        String from = keys.needText("from", "who is taken in", null);
        keys.done();
        return from == null ? null : new MemberCommand.Merge(members.apply(from));
    }

    private @Nullable MemberCommand cancel(Keys keys) {
        String of = keys.needText("of", "the id of the spend", null);
        keys.done();
        return map(of, MemberCommand.CancelSpend::new);
    }

    /** The plan that is named, and nothing else. */
    private @Nullable Integer plan(Keys keys) {
        Integer plan = plan(keys.need("plan", "which plan", null));
        keys.done();
        return plan;
    }

    private @Nullable Integer plan(@Nullable Node node) {
        String name = node == null
                ? null
                : Keys.name(node, "a plan", terms.plans().stream().map(Plan::name).toList(), problems);
        return name == null ? null : terms.symbols().find("plan", name);
    }

    private @Nullable MemberCommand subscribe(Keys keys) {
        Node said = keys.get("renews");
        List<String> words = List.of("yes", "no", "true", "false");
        String word = said == null ? "" : Keys.name(said, "whether it renews by itself", words, problems);
        Integer plan = plan(keys);
        if (plan == null || word == null) {
            return null;
        }
        return new MemberCommand.Subscribe(plan, switch (word) {
            case "yes", "true" -> MemberCommand.Renews.YES;
            case "no", "false" -> MemberCommand.Renews.NO;
            default -> MemberCommand.Renews.UNSAID;
        });
    }

    private @Nullable MemberCommand cancelPlan(Keys keys) {
        Node when = keys.get("when");
        List<String> words = List.of("at-term-end", "at-once");
        String word = when == null ? words.getFirst() : Keys.name(when, "when it ends", words, problems);
        Integer plan = plan(keys);
        return plan == null || word == null ? null : new MemberCommand.CancelPlan(plan, word.equals("at-once"));
    }

    private @Nullable MemberCommand pause(Keys keys) {
        Node until = keys.get("until");
        Long end = until == null ? Long.valueOf(Moments.NEVER) : Moments.read(until, calendar, problems);
        Integer plan = plan(keys);
        return plan == null || end == null ? null : new MemberCommand.PausePlan(plan, end);
    }

    private @Nullable MemberCommand change(Keys keys) {
        Integer to = plan(keys.need("to", "the plan that it becomes", null));
        Integer plan = plan(keys);
        return plan == null || to == null ? null : new MemberCommand.ChangePlan(plan, to);
    }

    private @Nullable MemberCommand agree(Keys keys) {
        Long price = money(keys.need("price", "what a term may cost", "139"));
        Integer plan = plan(keys);
        return plan == null || price == null ? null : new MemberCommand.AgreeToPrice(plan, price);
    }

    private @Nullable MemberCommand give(Keys keys) {
        String to = keys.needText("to", "who it is for", null);
        Integer plan = plan(keys);
        // Who is named may become known by it: not by what can't be read.
        return to == null || plan == null || !problems.none()
                ? null
                : new MemberCommand.Give(plan, members.apply(to));
    }

    /**
     * The number of a thing, and nothing else.
     *
     * @param thing such as {@code a payment}
     */
    private @Nullable Long number(Keys keys, String key, String what, String thing) {
        Node node = keys.need(key, what, "1");
        keys.done();
        Long number = node == null ? null : Keys.amount(node, 0, thing, problems);
        if (node != null && number != null && number < 1) {
            problems.wrong(node, "the number of " + thing + ", from 1", null);
            return null;
        }
        return number;
    }

    private @Nullable MemberCommand takeOffer(Keys keys) {
        Node node = keys.need("offer", "which of its offers", null);
        Integer plan = plan(keys);
        List<String> names = plan == null ? List.of()
                : Objects.requireNonNull(terms.plan(plan)).whenLeaving().stream().map(Plan.Offer::name).toList();
        String name = plan == null || node == null ? null : Keys.name(node, "an offer of the plan", names, problems);
        Integer offer = name == null ? null
                : terms.symbols().find("offer", terms.symbols().name(Objects.requireNonNull(plan)) + "/" + name);
        return plan == null || offer == null ? null : new MemberCommand.TakeOffer(plan, offer);
    }

    private @Nullable MemberCommand offerSeat(Keys keys) {
        String to = keys.needText("to", "who is offered a seat", null);
        Integer plan = plan(keys);
        // As with a gift: nobody becomes known by what can't be read.
        return plan == null || to == null || !problems.none()
                ? null
                : new MemberCommand.OfferSeat(plan, members.apply(to));
    }

    private @Nullable MemberCommand reportIncome(Keys keys) {
        Node said = keys.need("month", "which month", "2025-06");
        Long amount = money(keys.need("amount", "how much it brought in", "1.25"));
        Integer plan = plan(keys);
        Integer month = said == null ? null : month(said);
        return plan == null || amount == null || month == null
                ? null
                : new MemberCommand.ReportIncome(plan, month, amount);
    }

    /** A month as the command counts it. */
    private @Nullable Integer month(Node node) {
        if (node instanceof Node.Text text && text.text().matches("[0-9]{4}-(0[1-9]|1[0-2])")) {
            YearMonth month = YearMonth.parse(text.text());
            return month.getYear() * 12 + month.getMonthValue() - 1;
        }
        problems.wrong(node, "a month, such as 2025-06", null);
        return null;
    }

    private @Nullable Long money(@Nullable Node node) {
        return node == null ? null : Keys.amount(node, terms.moneyDigits(), terms.money(), problems);
    }

    /** A payment by its number, or the one that is awaited for a plan. */
    private record Payment(int plan, long number) {}

    private @Nullable Payment payment(Keys keys) {
        Node number = keys.get("payment");
        Node plan = keys.get("plan");
        keys.done();
        if ((number == null) == (plan == null)) {
            problems.add(keys.block().title(), number == null ? "no payment" : "payment and plan",
                    "payment: its number, or plan: the plan whose payment is awaited", null);
            return null;
        }
        if (number == null) {
            Integer symbol = plan(plan);
            return symbol == null ? null : new Payment(symbol, 0);
        }
        Long its = Keys.amount(number, 0, "a payment", problems);
        if (its != null && its < 1) {
            problems.wrong(number, "the number of a payment, from 1", null);
            return null;
        }
        return its == null ? null : new Payment(0, its);
    }

    private @Nullable MemberCommand settled(Keys keys) {
        Long amount = money(keys.need("amount", "how much arrived", "139"));
        Payment payment = payment(keys);
        return payment == null || amount == null
                ? null
                : new MemberCommand.PaymentSettled(payment.plan, payment.number, amount);
    }

    private @Nullable MemberCommand failed(Keys keys) {
        String reason = keys.needText("reason", "why", "declined");
        Payment payment = payment(keys);
        return payment == null || reason == null
                ? null
                : new MemberCommand.PaymentFailed(payment.plan, payment.number, reason);
    }

    private @Nullable MemberCommand reversed(Keys keys) {
        String reason = keys.needText("reason", "why", "disputed");
        Long its = number(keys, "payment", "the number of the payment", "a payment");
        return its == null || reason == null ? null : new MemberCommand.PaymentReversed(its, reason);
    }

    private static @Nullable String useId(Keys keys) {
        String of = keys.needText("of", "the id of the use", null);
        keys.done();
        return of;
    }

    private @Nullable Benefit benefit(Keys keys) {
        Node node = keys.need("benefit", "which benefit", null);
        List<String> names = terms.benefits().stream().map(Benefit::name).toList();
        String name = node == null ? null : Keys.name(node, "a benefit", names, problems);
        return name == null ? null : terms.benefits().get(names.indexOf(name));
    }

    /** One use where nothing else is said; how much money or how many minutes must be said. */
    private @Nullable MemberCommand use(Keys keys) {
        Benefit benefit = benefit(keys);
        boolean uses = benefit == null || benefit.unit() == Benefit.Unit.USES;
        Node node = uses ? keys.get("amount") : keys.need("amount", "how much is used", "10");
        MemberCommand.Order order = order(benefit, keys);
        keys.done();
        if (benefit == null || order == null || (node == null && !uses)) {
            return null;
        }
        int digits = benefit.unit() == Benefit.Unit.MONEY ? terms.moneyDigits() : 0;
        Long amount = node == null ? Long.valueOf(1) : Keys.amount(node, digits, benefit.unit().word(), problems);
        return amount == null ? null : new MemberCommand.Use(benefit.number(), amount, order);
    }

    private @Nullable MemberCommand choose(Keys keys) {
        Benefit benefit = benefit(keys);
        Integer plan = plan(keys);
        return benefit == null || plan == null ? null : new MemberCommand.Choose(plan, benefit.number());
    }

    /** A claim names its order; what else is used may say what the order comes to. */
    private MemberCommand.@Nullable Order order(@Nullable Benefit benefit, Keys keys) {
        if (benefit != null && benefit.kind() instanceof Benefit.Kind.Warranty) {
            String of = keys.needText("of", "the id of the order", null);
            String product = keys.text("product");
            return of == null
                    ? null
                    : new MemberCommand.Order(of, product == null ? "" : product, MemberCommand.Order.NO_AMOUNT);
        }
        Node node = keys.get("order-amount");
        Long amount = node == null ? Long.valueOf(MemberCommand.Order.NO_AMOUNT) : money(node);
        if (node != null && amount != null && amount < 0) {
            problems.wrong(node, "what the order comes to, at or above 0", null);
            return null;
        }
        return amount == null ? null : new MemberCommand.Order("", "", amount);
    }

    private @Nullable MemberCommand claim(Keys keys) {
        Node said = keys.get("account");
        Benefit benefit = benefit(keys);
        boolean needed = benefit != null && benefit.kind() instanceof Benefit.Kind.Partner partner && partner.account();
        String account = said == null && !needed
                ? null
                : keys.needText("account", "the member's account with the partner of the benefit", null);
        keys.done();
        return benefit == null || needed && account == null ? null
                : new MemberCommand.Claim(benefit.number(), account == null ? "" : account);
    }

    private static @Nullable String claimId(Keys keys) {
        String of = keys.needText("of", "the id of the claim", null);
        keys.done();
        return of;
    }

    private static @Nullable MemberCommand claimFailed(Keys keys) {
        String reason = keys.needText("reason", "why", "no answer");
        String of = claimId(keys);
        return of == null || reason == null ? null : new MemberCommand.ClaimFailed(of, reason);
    }

    private @Nullable MemberCommand grantBenefit(Keys keys) {
        Benefit benefit = benefit(keys);
        Integer value = 0;
        if (benefit != null && !benefit.values().isEmpty()) {
            Node node = keys.need("value", "which value of " + benefit.name(), null);
            List<String> names = benefit.values().stream().map(Benefit.Value::name).toList();
            String name = node == null ? null : Keys.name(node, "a value of " + benefit.name(), names, problems);
            value = name == null ? null : benefit.values().get(names.indexOf(name)).number();
        }
        Long until = keys.needMoment("until", "when it ends", "2026-01-01");
        String reason = keys.needText("reason", "why", "goodwill");
        keys.done();
        return benefit == null || value == null || until == null || reason == null
                ? null
                : new MemberCommand.GrantBenefit(benefit.number(), value, until, reason);
    }

    private @Nullable MemberCommand revokeBenefit(Keys keys) {
        Benefit benefit = benefit(keys);
        String reason = reason(keys);
        return benefit == null || reason == null
                ? null
                : new MemberCommand.RevokeBenefit(benefit.number(), reason);
    }

    private @Nullable MemberCommand adjust(Keys keys) {
        String reason = keys.needText("reason", "why", "goodwill");
        Points points = points(keys);
        return points == null || reason == null
                ? null
                : new MemberCommand.Adjust(points.currency.number(), points.amount, reason);
    }

    private @Nullable MemberCommand grant(Keys keys) {
        Long until = keys.needMoment("until", "when it ends", "2026-01-01");
        String reason = keys.needText("reason", "why", "welcome");
        Tier tier = null;
        for (Ladder ladder : terms.ladders()) {
            Node node = keys.get(ladder.name());
            tier = node == null ? tier : tier(ladder, node);
        }
        if (keys.done() && terms.ladders().stream().allMatch(ladder -> keys.get(ladder.name()) == null)) {
            problems.add(keys.block().title(), "no ladder", "a ladder and the tier that is granted: "
                    + String.join(", ", terms.ladders().stream().map(Ladder::name).toList()), null);
        }
        return tier == null || until == null || reason == null
                ? null
                : new MemberCommand.GrantStanding(tier.ladder, tier.tier, until, reason);
    }

    private record Tier(int ladder, int tier) {}

    private @Nullable Tier tier(Ladder ladder, Node node) {
        List<String> names = ladder.tiers().stream().map(Ladder.Tier::name).toList();
        String name = Keys.name(node, "a tier of " + ladder.name(), names, problems);
        return name == null ? null : new Tier(ladder.number(), ladder.tiers().get(names.indexOf(name)).number());
    }

    private @Nullable MemberCommand score(Keys keys) {
        MemberCommand command = null;
        for (Terms.Score score : terms.scores()) {
            Node node = keys.get(score.name());
            Long value = node == null ? null : Keys.amount(node, 0, score.name(), problems);
            command = value == null ? command : new MemberCommand.Score(score.symbol(), value);
        }
        if (keys.done() && terms.scores().stream().allMatch(score -> keys.get(score.name()) == null)) {
            problems.add(keys.block().title(), "no score", "a score and its value: "
                    + String.join(", ", terms.scores().stream().map(Terms.Score::name).toList()), null);
        }
        return command;
    }

    private @Nullable MemberCommand opening(Keys keys) {
        int before = problems.size();
        Long joined = keys.moment("joined");
        Node fields = keys.get("fields");
        Fields described = Fields.NONE;
        if (fields != null) {
            Keys block = Keys.of(fields, "the member's fields", calendar, problems);
            described = block == null ? null : activities.memberFields(block.block(), Set.of());
        }
        List<MemberCommand.OpeningLot> lots = new ArrayList<>();
        named(keys.get("lots"), "lots by currency", terms.currencies(), PointCurrency::name)
                .forEach((currency, node) -> lots.addAll(lots(currency, node)));
        List<MemberCommand.OpeningStanding> standings = new ArrayList<>();
        named(keys.get("standings"), "standings by ladder", terms.ladders(), Ladder::name)
                .forEach((ladder, node) -> standing(ladder, node, standings));
        keys.done();
        return described == null || problems.size() > before
                ? null
                : new MemberCommand.Open(joined, described, lots, standings);
    }

    private <T> Map<T, Node> named(@Nullable Node node, String what, List<T> all, Function<T, String> name) {
        Map<T, Node> found = new LinkedHashMap<>();
        Keys keys = node == null ? null : Keys.of(node, what, calendar, problems);
        if (keys != null) {
            for (T value : all) {
                Node one = keys.get(name.apply(value));
                if (one != null) {
                    found.put(value, one);
                }
            }
            keys.done();
        }
        return found;
    }

    private List<MemberCommand.OpeningLot> lots(PointCurrency currency, Node node) {
        List<MemberCommand.OpeningLot> lots = new ArrayList<>();
        if (!(node instanceof Node.Items items)) {
            problems.wrong(node, "a list of lots", null);
            return lots;
        }
        for (Node item : items.items()) {
            Keys keys = Keys.of(item, "a lot", calendar, problems);
            if (keys == null) {
                continue;
            }
            Node amount = keys.need("amount", "how many points", "100");
            Long earned = keys.needMoment("earned", "when they were earned", "2025-01-01");
            Node expires = keys.need("expires", "when they end, or never", "never");
            keys.done();
            Long many = amount == null ? null : Keys.amount(amount, currency.scale(), currency.name(), problems);
            Long end = expires == null ? null : Moments.orNever(expires, calendar, problems);
            if (many != null && earned != null && end != null) {
                lots.add(new MemberCommand.OpeningLot(currency.number(), many, earned, end));
            }
        }
        return lots;
    }

    private void standing(Ladder ladder, Node node, List<MemberCommand.OpeningStanding> standings) {
        Keys keys = Keys.of(node, "a standing", calendar, problems);
        if (keys == null) {
            return;
        }
        Node name = keys.need("tier", "the tier", null);
        Long since = keys.needMoment("since", "since when", "2025-01-01");
        Node until = keys.need("until", "until when, or never", "never");
        keys.done();
        Tier tier = name == null ? null : tier(ladder, name);
        Long end = until == null ? null : Moments.orNever(until, calendar, problems);
        if (tier != null && since != null && end != null) {
            standings.add(new MemberCommand.OpeningStanding(tier.ladder, tier.tier, since, end));
        }
    }
}
