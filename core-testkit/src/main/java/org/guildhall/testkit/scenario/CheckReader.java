package org.guildhall.testkit.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberView.ClaimView;
import org.guildhall.core.member.MemberView.SubscriptionView;
import org.guildhall.core.member.MemberView.WarrantyView;
import org.guildhall.core.request.Keys;
import org.guildhall.core.request.Moments;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.StockMachine;
import org.guildhall.core.stock.StockView;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Stock;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.testkit.scenario.Scenario.AtMoment;
import org.guildhall.testkit.scenario.Scenario.Check;
import org.guildhall.testkit.scenario.Scenario.Expectation;
import org.guildhall.testkit.scenario.Scenario.OfStep;
import org.guildhall.testkit.scenario.Scenario.Seen;
import org.jspecify.annotations.Nullable;

/** Reads {@code then}: what is expected of a step, or of a member at a moment. */
final class CheckReader {
    private static final List<String> STATUSES = List.of("unknown", "guest", "active", "frozen", "left", "merged");
    private static final List<String> PLAN_STATES = List.of("none", "awaited", "running", "paused", "ended");
    private static final List<String> CLAIM_STATES =
            List.of("none", "awaited", "requested", "failed", "held", "active");
    private static final List<Account> ACCOUNTS =
            Arrays.stream(Account.values()).filter(account -> account != Account.AVAILABLE).toList();

    private final Programme programme;
    private final Terms terms;
    private final ZoneCalendar calendar;
    private final Problems problems;
    private final int steps;
    private final List<Expectation> expectations = new ArrayList<>();

    private CheckReader(Programme programme, Problems problems, int steps) {
        this.programme = programme;
        this.terms = programme.latest();
        this.calendar = terms.calendar();
        this.problems = problems;
        this.steps = steps;
    }

    /** @param steps how many there are in {@code when} */
    static @Nullable Check read(Node node, Programme programme, int steps, Problems problems) {
        Keys keys = Keys.of(node, "a check", programme.calendar(), problems);
        if (keys == null) {
            return null;
        }
        CheckReader reader = new CheckReader(programme, problems, steps);
        return keys.block().entries().stream().anyMatch(entry -> entry.key().text().equals("step"))
                ? reader.ofStep(keys)
                : reader.atMoment(keys);
    }

    private @Nullable Check atMoment(Keys keys) {
        Long at = keys.needMoment("at", "the moment that is looked at, or step: the step", "2025-05-01 00:00");
        Node of = keys.get("stock");
        if (of != null) {
            Stock stock = stock(of, terms, problems);
            stock(keys);
            return at == null || stock == null
                    ? null
                    : new AtMoment(keys.block().place(), at, "stock " + stock.name(),
                            StockMachine.name(terms.programme(), stock), List.copyOf(expectations));
        }
        Node ofOffer = keys.get("offer");
        if (ofOffer != null) {
            Offer offer = offer(ofOffer, programme, problems);
            if (offer != null && at != null) {
                taken(keys, offer, at);
            }
            return at == null || offer == null
                    ? null
                    : new AtMoment(keys.block().place(), at, "offer " + offer.name(),
                            BudgetMachine.name(EntityName.programmeNumber(terms.programme()), offer.number()),
                            List.copyOf(expectations));
        }
        String member = keys.needText("member",
                terms.stocks().isEmpty() ? "who is looked at" : "who is looked at, or stock: which stock", null);
        state(keys, List.of());
        return at == null || member == null
                ? null
                : new AtMoment(keys.block().place(), at, member, programme.member(member), List.copyOf(expectations));
    }

    static @Nullable Stock stock(Node node, Terms terms, Problems problems) {
        List<String> names = terms.stocks().stream().map(Stock::name).toList();
        String name = Keys.name(node, "a stock", names, problems);
        return name == null ? null : terms.stock(name);
    }

    /** Reads how a stock stands. */
    private void stock(Keys keys) {
        pieces(keys, "left", StockView::left);
        pieces(keys, "issued", StockView::issued);
        pieces(keys, "added", StockView::added);
        pieces(keys, "withdrawn", StockView::withdrawn);
        pieces(keys, "spoiled", StockView::spoiled);
        word(keys.get("reorder"), "reorder", List.of("yes", "no"),
                Expecting.stock(stock -> stock.reorder() ? "yes" : "no"));
        keys.done();
    }

    private void pieces(Keys keys, String name, ToLongFunction<StockView> look) {
        amount(keys.get(name), name, 0, Expecting.stock(stock -> Keys.amount(look.applyAsLong(stock), 0)));
    }

    private @Nullable Check ofStep(Keys keys) {
        Node node = keys.get("step");
        Long step = node == null ? null : Keys.amount(node, 0, "a step", problems);
        if (node != null && step != null && (step < 1 || step > steps)) {
            problems.wrong(node, steps == 0 ? "a step: there are none under when"
                    : "a step from 1 to " + steps + ", counted under when", null);
        }
        List<String> facts = outcome(keys);
        for (String fact : facts) {
            Node value = keys.get(fact);
            if (value != null) {
                fact(fact, value);
            }
        }
        Node earned = keys.get("earned");
        if (earned != null) {
            byCurrency(earned, "earned", Expecting::earned);
        }
        amount(facts.contains("asked") ? null : keys.get("asked"), "asked", terms.moneyDigits(),
                seen -> Keys.amount(Expecting.asked(seen, false), terms.moneyDigits()));
        amount(keys.get("given-back"), "given-back", terms.moneyDigits(),
                seen -> Keys.amount(Expecting.asked(seen, true), terms.moneyDigits()));
        amount(facts.contains("off") ? null : keys.get("off"), "off", terms.moneyDigits(),
                seen -> Keys.amount(Expecting.sum(seen, "coupon", "off", ""), terms.moneyDigits()));
        Node borne = keys.get("borne");
        if (borne != null) {
            borne(borne);
        }
        Node unmatched = keys.get("unmatched");
        if (unmatched != null) {
            unmatched(unmatched);
        }
        Node used = keys.get("used");
        if (used != null) {
            if (used instanceof Node.Text text) {
                expectations.add(
                        new Expectation(used.place(), "used", text.text(), Facts::agree, Expecting.used(terms)));
            } else {
                problems.wrong(used, "how much the step used of a benefit", null);
            }
        }
        state(keys, facts);
        return step == null
                ? null
                : new OfStep(keys.block().place(), step.intValue(), List.copyOf(expectations));
    }

    /** Reads what became of the step; gives the facts that may be named with it. */
    private List<String> outcome(Keys keys) {
        for (String word : List.of("accepted", "repeated", "begun")) {
            Node node = keys.get(word);
            if (node instanceof Node.Text text && text.text().equals("true")) {
                expectations.add(Expectation.exactly(node.place(), "outcome", word, Expecting::outcome));
            } else if (node != null) {
                problems.wrong(node, "true; or, in place of " + word + ", refused: the code of a refusal", null);
            }
        }
        Node refused = keys.get("refused");
        if (refused == null) {
            return List.of();
        }
        String code = Keys.name(refused, "the code of a refusal", Facts.OF_REFUSALS.keySet(), problems);
        if (code == null) {
            return Facts.OF_REFUSALS.values().stream().flatMap(List::stream).distinct().toList();
        }
        expectations.add(Expectation.exactly(refused.place(), "outcome", "refused " + code, Expecting::outcome));
        return Facts.OF_REFUSALS.getOrDefault(code, List.of());
    }

    private void fact(String name, Node node) {
        if (node instanceof Node.Text text) {
            expectations.add(new Expectation(
                    node.place(), name, text.text(), Facts::agree, Expecting.fact(name, terms)));
        } else {
            problems.wrong(node, "a value", null);
        }
    }

    /** How what payers bear changed with the step. */
    private void borne(Node node) {
        Keys keys = Keys.of(node, "what payers bear", calendar, problems);
        if (keys == null) {
            return;
        }
        List<String> payers = Stream.concat(terms.benefits().stream().flatMap(benefit -> benefit.payers().stream()),
                templates().stream().flatMap(coupon -> coupon.payers().stream()))
                .map(Benefit.Payer::name)
                .distinct()
                .toList();
        for (String payer : payers) {
            amount(keys.get(payer), payer + " bears", terms.moneyDigits(),
                    seen -> Keys.amount(Expecting.borne(seen, payer), terms.moneyDigits()));
        }
        keys.done();
    }

    private void unmatched(Node node) {
        Keys keys = Keys.of(node, "what found no purchase", calendar, problems);
        if (keys == null) {
            return;
        }
        for (String key : List.of("quantity", "amount")) {
            int digits = key.equals("amount") ? terms.moneyDigits() : 0;
            amount(keys.get(key), "unmatched " + key, digits,
                    seen -> Keys.amount(Expecting.sum(seen, "unmatched", key, ""), digits));
        }
        keys.done();
    }

    /** Reads how the member stands. */
    private void state(Keys keys, List<String> taken) {
        Node status = keys.get("status");
        if (status != null) {
            String word = Keys.name(status, "a status", STATUSES, problems);
            if (word != null) {
                expectations.add(Expectation.exactly(status.place(), "status", word, Expecting.status()));
            }
        }
        moment(keys.get("joined"), "joined", Expecting.joined(calendar));
        for (Account account : ACCOUNTS) {
            Node node = keys.get(Expecting.word(account));
            if (node != null && !taken.contains(Expecting.word(account))) {
                byCurrency(node, Expecting.word(account), currency -> Expecting.figure(currency, account));
            }
        }
        for (PointCurrency currency : terms.currencies()) {
            amount(keys.get(currency.name()), currency.name(), currency.scale(),
                    Expecting.figure(currency, Account.AVAILABLE));
        }
        Node lots = keys.get("lots");
        if (lots != null) {
            lots(lots);
        }
        Node plans = keys.get("plans");
        if (plans != null && !taken.contains("plans")) {
            plans(plans);
        }
        Node benefits = keys.get("benefits");
        if (benefits != null) {
            benefits(benefits);
        }
        Node claims = keys.get("claims");
        if (claims != null) {
            claims(claims);
        }
        Node coupons = keys.get("coupons");
        if (coupons != null && !taken.contains("coupons")) {
            coupons(coupons);
        }
        gifts(keys.get("gifts"));
        Node outlook = keys.get("outlook");
        if (outlook != null) {
            new OutlookReader(this, terms, problems).read(outlook);
        }
        standings(keys, taken);
        keys.done();
    }

    /** The states of what the member gave, the oldest first. */
    private void gifts(@Nullable Node node) {
        if (node instanceof Node.Items items) {
            expectations.add(Expectation.exactly(node.place(), "gifts", items.items()
                    .stream()
                    .map(item -> item instanceof Node.Text text ? text.text() : item.flow())
                    .collect(Collectors.joining(", ")), Expecting.gifts()));
        } else if (node != null) {
            problems.wrong(node, "a list of states, such as [taken, refused not-prolongable]", null);
        }
    }

    /** What is said of the last claim of each benefit that is named; a word alone is its state. */
    private List<Coupon> templates() {
        return programme.catalogue().offers().coupons();
    }

    /** How many a member can use of each template, or more of them. */
    private void coupons(Node node) {
        Keys keys = Keys.of(node, "coupons by template", calendar, problems);
        if (keys == null) {
            return;
        }
        for (Coupon coupon : templates()) {
            Node of = keys.get(coupon.name());
            if (of instanceof Node.Text) {
                amount(of, coupon.name(), 0, Expecting.coupons(coupon, "live"));
            } else if (of != null) {
                coupon(of, coupon);
            }
        }
        keys.done();
    }

    private void coupon(Node node, Coupon coupon) {
        Keys keys = Keys.of(node, "how coupons stand", calendar, problems);
        if (keys == null) {
            return;
        }
        for (String state : List.of("awaited", "live", "reserved", "redeemed")) {
            amount(keys.get(state), coupon.name() + " " + state, 0, Expecting.coupons(coupon, state));
        }
        moment(keys.get("until"), coupon.name() + " until", Expecting.coupon(coupon, "live",
                one -> Moments.text(one.until(), calendar)));
        moment(keys.get("held-until"), coupon.name() + " held-until", Expecting.coupon(coupon, "reserved",
                one -> Moments.text(one.dueAt(), calendar)));
        keys.done();
    }

    static @Nullable Offer offer(Node node, Programme programme, Problems problems) {
        List<Offer> offers =
                programme.catalogue().offers().all().stream().map(Offers.Published::latest).toList();
        String name = Keys.name(node, "an offer", offers.stream().map(Offer::name).toList(), problems);
        return offers.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
    }

    /** What was taken of an offer's budgets in the stretch of the moment that is looked at. */
    private void taken(Keys keys, Offer offer, long at) {
        Node node = keys.need("taken", "what was taken of its budgets", null);
        Keys budgets = node == null ? null : Keys.of(node, "budgets of " + offer.name(), calendar, problems);
        if (budgets != null) {
            for (Offer.Budget budget : offer.budgets()) {
                int digits = budget.of() == Offer.Of.MONEY ? terms.moneyDigits() : 0;
                long period = BudgetMachine.period(calendar, budget, at);
                amount(budgets.get(budget.name()), budget.name(), digits, seen -> Keys.amount(
                        seen.budget() == null ? 0 : seen.budget().taken(budget.number(), period), digits));
            }
            budgets.done();
        }
        Node coded = keys.get("codes");
        if (coded != null) {
            codes(coded, offer);
        }
        keys.done();
    }

    /** How many codes of each coupon that is named were made, and are used. */
    private void codes(Node node, Offer offer) {
        Keys coupons = Keys.of(node, "codes by coupon", calendar, problems);
        if (coupons == null) {
            return;
        }
        for (Coupon coupon : offer.coupons()) {
            Node of = coupons.get(coupon.name());
            Keys keys = of == null ? null : Keys.of(of, "codes of " + coupon.name(), calendar, problems);
            if (keys != null) {
                String name = "codes of " + coupon.name() + " ";
                amount(keys.get("made"), name + "made", 0, seen -> Keys.amount(
                        seen.budget() == null ? 0 : seen.budget().codes(coupon.number()).made(), 0));
                amount(keys.get("used"), name + "used", 0, seen -> Keys.amount(
                        seen.budget() == null ? 0 : seen.budget().codes(coupon.number()).used(), 0));
                keys.done();
            }
        }
        coupons.done();
    }

    private void claims(Node node) {
        Keys keys = Keys.of(node, "claims by benefit", calendar, problems);
        if (keys == null) {
            return;
        }
        for (Benefit benefit : terms.benefits()) {
            Node of = keys.get(benefit.name());
            if (of instanceof Node.Text) {
                word(of, benefit.name(), CLAIM_STATES, Expecting.claim(benefit, ClaimView::state));
            } else if (of != null) {
                claim(of, benefit);
            }
        }
        keys.done();
    }

    private void claim(Node node, Benefit benefit) {
        Keys keys = Keys.of(node, "a claim", calendar, problems);
        if (keys == null) {
            return;
        }
        String name = benefit.name() + " ";
        word(keys.get("state"), name + "state", CLAIM_STATES, Expecting.claim(benefit, ClaimView::state));
        amount(keys.get("left"), name + "left", 0,
                Expecting.claim(benefit, one -> Keys.amount(one.left(), 0)));
        amount(keys.get("held"), name + "held", 0, Expecting.held(benefit));
        moment(keys.get("until"), name + "until",
                Expecting.claim(benefit, one -> Moments.text(one.until(), calendar)));
        for (String word : List.of("code", "account")) {
            if (keys.get(word) instanceof Node.Text text) {
                expectations.add(Expectation.exactly(text.place(), name + word, text.text(),
                        Expecting.claim(benefit, one -> word.equals("code") ? one.code() : one.account())));
            }
        }
        keys.done();
    }

    /** What is said of each benefit that is named; a word alone is whether the member has it, or an attribute's value. */
    private void benefits(Node node) {
        Keys keys = Keys.of(node, "benefits by name", calendar, problems);
        if (keys == null) {
            return;
        }
        for (Benefit benefit : terms.benefits()) {
            Node of = keys.get(benefit.name());
            if (of instanceof Node.Text && !benefit.values().isEmpty()) {
                value(of, benefit, benefit.name());
            } else if (of instanceof Node.Text) {
                word(of, benefit.name(), List.of("yes", "no"), Expecting.has(benefit));
            } else if (of != null) {
                benefit(of, benefit);
            }
        }
        keys.done();
    }

    private void value(@Nullable Node node, Benefit benefit, String what) {
        if (!benefit.values().isEmpty()) {
            List<String> values = new ArrayList<>(benefit.values().stream().map(Benefit.Value::name).toList());
            values.add("none");
            word(node, what, values,
                    Expecting.benefit(benefit, one -> one.value() == null ? "none" : String.valueOf(one.value())));
        }
    }

    private void benefit(Node node, Benefit benefit) {
        Keys keys = Keys.of(node, "a benefit", calendar, problems);
        if (keys == null) {
            return;
        }
        String name = benefit.name() + " ";
        int digits = benefit.unit() == Benefit.Unit.MONEY ? terms.moneyDigits() : 0;
        int money = terms.moneyDigits();
        word(keys.get("has"), name + "has", List.of("yes", "no"), Expecting.has(benefit));
        value(keys.get("value"), benefit, name + "value");
        word(keys.get("by"), name + "by", List.of("plan", "tier", "grant", "pack", "several", "none"),
                Expecting.benefit(benefit, Expecting::by));
        amountOrUnlimited(keys.get("limit"), name + "limit", digits, Expecting.benefit(benefit,
                one -> Expecting.limited(one.limit(), digits)));
        amountOrUnlimited(keys.get("left"), name + "left", digits, Expecting.benefit(benefit,
                one -> Expecting.limited(one.left(), digits)));
        amount(keys.get("used"), name + "used", digits,
                Expecting.benefit(benefit, one -> Keys.amount(one.used(), digits)));
        amount(keys.get("carried"), name + "carried", digits,
                Expecting.benefit(benefit, one -> Keys.amount(one.carried(), digits)));
        moment(keys.get("again"), name + "again",
                Expecting.benefit(benefit, one -> Moments.text(one.renewsAt(), calendar)));
        amount(keys.get("ever"), name + "ever", digits,
                Expecting.benefit(benefit, one -> Keys.amount(one.ever(), digits)));
        amount(keys.get("worth"), name + "worth", money,
                Expecting.benefit(benefit, one -> Keys.amount(one.worth(), money)));
        amount(keys.get("cost"), name + "cost", money,
                Expecting.benefit(benefit, one -> Keys.amount(one.cost(), money)));
        amount(keys.get("from"), name + "from", money,
                Expecting.benefit(benefit, one -> Keys.amount(one.from(), money)));
        word(keys.get("chosen"), name + "chosen", names(terms.benefits().stream().map(Benefit::name).toList()),
                Expecting.benefit(benefit, Expecting::chosen));
        Node warranties = keys.get("warranties");
        if (warranties instanceof Node.Items items) {
            warranties(benefit, items);
        } else if (warranties != null) {
            problems.wrong(warranties, "a list of warranties, such as [{order: o1, until: 2025-07-01}]", null);
        }
        keys.done();
    }

    private static List<String> names(List<String> benefits) {
        List<String> names = new ArrayList<>(benefits);
        names.add("nothing");
        return names;
    }

    private void warranties(Benefit benefit, Node.Items items) {
        expectations.add(Expectation.exactly(items.place(), benefit.name() + " warranties",
                String.valueOf(items.items().size()),
                Expecting.benefit(benefit, one -> String.valueOf(one.warranties().size()))));
        for (int i = 0; i < items.items().size(); i++) {
            Keys keys = Keys.of(items.items().get(i), "a warranty", calendar, problems);
            if (keys == null) {
                continue;
            }
            String what = benefit.name() + " warranty " + (i + 1) + " ";
            text(keys.get("order"), what + "order", Expecting.warranty(benefit, i, WarrantyView::order));
            text(keys.get("given-by"), what + "given-by", Expecting.warranty(benefit, i, WarrantyView::source));
            text(keys.get("covers"), what + "covers",
                    Expecting.warranty(benefit, i, one -> String.join(", ", one.products())));
            moment(keys.get("from"), what + "from",
                    Expecting.warranty(benefit, i, one -> Moments.text(one.from(), calendar)));
            moment(keys.get("until"), what + "until",
                    Expecting.warranty(benefit, i, one -> Moments.text(one.until(), calendar)));
            amount(keys.get("claims"), what + "claims", 0,
                    Expecting.warranty(benefit, i, one -> String.valueOf(one.claims())));
            keys.done();
        }
    }

    private void text(@Nullable Node node, String what, Function<Seen, String> look) {
        if (node instanceof Node.Text text) {
            expectations.add(Expectation.exactly(node.place(), what, text.text(), look));
        } else if (node != null) {
            problems.wrong(node, "a text", null);
        }
    }

    private void amountOrUnlimited(@Nullable Node node, String what, int digits, Function<Seen, String> look) {
        if (node instanceof Node.Text text && text.text().equals("unlimited")) {
            expectations.add(Expectation.exactly(node.place(), what, "unlimited", look));
        } else {
            amount(node, what, digits, look);
        }
    }

    /** What is said of each plan that is named; a word alone is its state. */
    private void plans(Node node) {
        Keys keys = Keys.of(node, "plans by name", calendar, problems);
        if (keys == null) {
            return;
        }
        for (Plan plan : terms.plans()) {
            Node of = keys.get(plan.name());
            if (of instanceof Node.Text) {
                word(of, plan.name(), PLAN_STATES, Expecting.plan(plan, SubscriptionView::status));
            } else if (of != null) {
                plan(of, plan);
            }
        }
        keys.done();
    }

    private void plan(Node node, Plan plan) {
        Keys keys = Keys.of(node, "a plan", calendar, problems);
        if (keys == null) {
            return;
        }
        String name = plan.name() + " ";
        int digits = terms.moneyDigits();
        word(keys.get("state"), name + "state", PLAN_STATES, Expecting.plan(plan, SubscriptionView::status));
        word(keys.get("phase"), name + "phase", List.of("trial", "introductory", "usual"),
                Expecting.plan(plan, SubscriptionView::phase));
        word(keys.get("renews"), name + "renews", List.of("yes", "no"),
                Expecting.plan(plan, one -> one.renews() ? "yes" : "no"));
        word(keys.get("then"), name + "then",
                Stream.concat(Stream.of("none"), terms.plans().stream().map(Plan::name)).toList(),
                Expecting.plan(plan, one -> one.then() == null ? "none" : one.then()));
        moment(keys.get("from"), name + "from", Expecting.plan(plan, one -> Moments.text(one.from(), calendar)));
        moment(keys.get("until"), name + "until", Expecting.plan(plan, one -> Moments.text(one.until(), calendar)));
        moment(keys.get("resumes"), name + "resumes",
                Expecting.plan(plan, one -> Moments.text(one.resumes(), calendar)));
        moment(keys.get("terms"), name + "terms", Expecting.plan(plan, one -> String.valueOf(one.pinned()) + " 00:00"));
        amount(keys.get("price"), name + "price", digits,
                Expecting.plan(plan, one -> Keys.amount(one.price(), digits)));
        amount(keys.get("awaits"), name + "awaits", digits, Expecting.plan(plan,
                one -> Keys.amount(one.payment() == null ? 0 : one.payment().amount(), digits)));
        word(keys.get("gift"), name + "gift", List.of("yes", "no"),
                Expecting.plan(plan, one -> one.gift() ? "yes" : "no"));
        word(keys.get("next"), name + "next", List.of("none", "paid", "gift"), Expecting.plan(plan,
                one -> one.next() == null ? "none" : one.next().gift() ? "gift" : "paid"));
        moment(keys.get("next-until"), name + "next-until", Expecting.plan(plan,
                one -> one.next() == null ? "no next term" : Moments.text(one.next().until(), calendar)));
        word(keys.get("seat"), name + "seat", List.of("yes", "no"),
                Expecting.plan(plan, one -> one.seat() ? "yes" : "no"));
        amount(keys.get("seats-taken"), name + "seats-taken", 0, Expecting.seats(plan, true));
        amount(keys.get("seats-offered"), name + "seats-offered", 0, Expecting.seats(plan, false));
        moment(keys.get("pay-until"), name + "pay-until", Expecting.plan(plan, one -> one.payment() == null
                ? "no payment"
                : Moments.text(one.payment().until(), calendar)));
        keys.done();
    }

    void expect(Expectation expectation) {
        expectations.add(expectation);
    }

    void word(@Nullable Node node, String what, List<String> words, Function<Seen, String> look) {
        String word = node == null ? null : Keys.name(node, "a word for " + what, words, problems);
        if (node != null && word != null) {
            expectations.add(Expectation.exactly(node.place(), what, word, look));
        }
    }

    private void byCurrency(Node node, String what, Function<PointCurrency, Function<Seen, String>> look) {
        Keys keys = Keys.of(node, what + " by currency", calendar, problems);
        if (keys == null) {
            return;
        }
        for (PointCurrency currency : terms.currencies()) {
            amount(keys.get(currency.name()), what + " " + currency.name(), currency.scale(), look.apply(currency));
        }
        keys.done();
    }

    void amount(@Nullable Node node, String what, int digits, Function<Seen, String> look) {
        Long amount = node == null ? null : Keys.amount(node, digits, what, problems);
        if (node != null && amount != null) {
            expectations.add(Expectation.exactly(node.place(), what, Keys.amount(amount, digits), look));
        }
    }

    void moment(@Nullable Node node, String what, Function<Seen, String> look) {
        Long moment = node == null ? null : Moments.orNever(node, calendar, problems);
        if (node != null && moment != null) {
            expectations.add(Expectation.exactly(node.place(), what, Moments.text(moment, calendar), look));
        }
    }

    private void lots(Node node) {
        Keys keys = Keys.of(node, "lots by currency", calendar, problems);
        if (keys == null) {
            return;
        }
        for (PointCurrency currency : terms.currencies()) {
            Node list = keys.get(currency.name());
            if (list instanceof Node.Items items) {
                lots(currency, items);
            } else if (list != null) {
                problems.wrong(list, "a list of lots, such as [{amount: 100, expires: never}]", null);
            }
        }
        keys.done();
    }

    private void lots(PointCurrency currency, Node.Items items) {
        expectations.add(Expectation.exactly(items.place(), currency.name(),
                Expecting.count(items.items().size()), Expecting.lots(currency)));
        for (int i = 0; i < items.items().size(); i++) {
            String what = currency.name() + " lot " + (i + 1) + " ";
            Keys keys = Keys.of(items.items().get(i), "a lot", calendar, problems);
            if (keys == null) {
                continue;
            }
            amount(keys.get("amount"), what + "amount", currency.scale(),
                    Expecting.lot(currency, i, "amount", calendar));
            moment(keys.get("earned"), what + "earned", Expecting.lot(currency, i, "earned", calendar));
            moment(keys.get("expires"), what + "expires", Expecting.lot(currency, i, "expires", calendar));
            vests(keys.get("vests"), what + "vests", Expecting.lot(currency, i, "vests", calendar));
            moment(keys.get("waits-until"), what + "waits-until", Expecting.lot(currency, i, "waits-until", calendar));
            keys.done();
        }
    }

    private void vests(@Nullable Node node, String what, Function<Seen, String> look) {
        if (node instanceof Node.Text text && List.of("vested", "on-fulfilment").contains(text.text())) {
            expectations.add(Expectation.exactly(node.place(), what, text.text(), look));
        } else {
            moment(node, what, look);
        }
    }

    /** The tier of each ladder that is named; the words of a standing belong to the one that is. */
    private void standings(Keys keys, List<String> taken) {
        Ladder about = terms.ladders().size() == 1 ? terms.ladders().getFirst() : null;
        int named = 0;
        for (Ladder ladder : terms.ladders()) {
            Node node = keys.get(ladder.name());
            if (node != null) {
                named++;
                about = ladder;
                tier(node, ladder.name(), ladder, Expecting.standing(ladder, standing -> standing.tier()));
            }
        }
        for (StandingWord word : StandingWord.values()) {
            Node node = keys.get(word.word());
            if (node == null || taken.contains(word.word())) {
                continue;
            }
            if (about == null || named > 1) {
                problems.add(node.place(), word.word() + (named > 1 ? " beside several ladders" : " without a ladder"),
                        "the ladder that it is of, one in a check", null);
            } else {
                standing(node, word, about);
            }
        }
    }

    private void standing(Node node, StandingWord word, Ladder ladder) {
        int digits = Expecting.digits(ladder, terms);
        Function<Seen, String> look = Expecting.standing(ladder, word, digits, calendar);
        switch (word.unit()) {
            case TIER -> tier(node, word.word(), ladder, look);
            case MOMENT -> moment(node, word.word(), look);
            case MEASURE -> amount(node, word.word(), digits, look);
        }
    }

    private void tier(Node node, String what, Ladder ladder, Function<Seen, String> look) {
        List<String> tiers = new ArrayList<>(ladder.tiers().stream().map(Ladder.Tier::name).toList());
        tiers.add("none");
        String tier = Keys.name(node, "a tier of " + ladder.name(), tiers, problems);
        if (tier != null) {
            expectations.add(Expectation.exactly(node.place(), what, tier, look));
        }
    }
}
