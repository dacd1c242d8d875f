package org.guildhall.core.language;

import static org.guildhall.core.language.Key.optional;
import static org.guildhall.core.language.Key.required;
import static org.guildhall.core.language.Words.AMOUNT;
import static org.guildhall.core.language.Words.CALENDAR;
import static org.guildhall.core.language.Words.CURRENCY;
import static org.guildhall.core.language.Words.DATE;
import static org.guildhall.core.language.Words.FIELD_NAME;
import static org.guildhall.core.language.Words.FIELD_TYPE;
import static org.guildhall.core.language.Words.KIND;
import static org.guildhall.core.language.Words.MEMBER_FIELD;
import static org.guildhall.core.language.Words.MONEY;
import static org.guildhall.core.language.Words.MONTH_DAY;
import static org.guildhall.core.language.Words.NAME;
import static org.guildhall.core.language.Words.PERIOD;
import static org.guildhall.core.language.Words.PROGRAMME_NAME;
import static org.guildhall.core.language.Words.ROUNDING;
import static org.guildhall.core.language.Words.SCORE;
import static org.guildhall.core.language.Words.TEXT;
import static org.guildhall.core.language.Words.UNIT;
import static org.guildhall.core.language.Words.YES_NO;
import static org.guildhall.core.language.Words.ZONE;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.ActivityKind.Match;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.ContractChange;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.EarningRule.Times;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.Joins;
import org.guildhall.core.terms.Ladder.Fall;
import org.guildhall.core.terms.Ladder.Hold;
import org.guildhall.core.terms.Ladder.Measure;
import org.guildhall.core.terms.Ladder.Over;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.PersonalField;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.Expiry;
import org.guildhall.core.terms.PointCurrency.OnLateCancel;
import org.guildhall.core.terms.PointCurrency.Otherwise;
import org.guildhall.core.terms.PointCurrency.Vesting;
import org.guildhall.core.terms.ReportedSeries;
import org.guildhall.core.terms.Texts;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;

/**
 * The table of the language: every key, what stands after it, the usual choice where it must be said, and its one line
 * of documentation. The reader, the published schema and the guide are all made from it.
 */
final class Language {
    private Language() {}

    // Texts

    static final Key<String> ZH = required("zh", TEXT, "会员", "The text in Chinese.");
    static final Key<String> EN = required("en", TEXT, "Members", "The text in English.");
    static final Shape<Texts> TEXTS =
            Block.of("a text in both languages", ZH, EN).as(p -> new Texts(p.need(ZH), p.need(EN)));

    static Key<Texts> names(String usual) {
        return required("names", TEXTS, usual, "What people call it, in both languages.");
    }

    private static Shape<Optional<Period>> periodOr(String none) {
        return new Choice<Optional<Period>>().word(none, Optional.empty()).value(PERIOD.as(Optional::of));
    }

    // Activities

    static final Key<Texts> KIND_NAMES = names("{zh: 订单, en: Order}");
    static final Key<List<Named.Entry<Words.TypeOf>>> FIELDS = optional("fields",
            new Named<>("a field", FIELD_NAME, FIELD_TYPE),
            "What stands once in each activity, with its type; a field whose name ends in ? may be absent.");
    static final Key<List<Named.Entry<Words.TypeOf>>> LINES = optional("lines",
            new Named<>("a field", FIELD_NAME, FIELD_TYPE),
            "What stands in each line; lines that earn have a quantity (number) and a price.");
    static final Key<Node.Text> EFFECTIVE = optional("effective",
            Words.expression("a condition, such as activity.amount > 0"),
            "The condition on which an activity counts: joins, earns, qualifies. Left out: it always does.");
    static final Key<Period> LATE = required("late", PERIOD, "30 days",
            "How long after it happened an activity is still taken.");
    static final Key<Optional<Period>> REVERSIBLE = required("reversible", periodOr("never"), "90 days",
            "How long after it happened an activity can be taken back, or never.");

    static final Key<Rounding> AMOUNT_ROUNDING = required("rounding", ROUNDING, "half-up",
            "How the sum of quantity times price is rounded to the money's minor unit.");
    static final Key<Boolean> DELIVERY_EARNS =
            optional("delivery", YES_NO, "Whether the field delivery adds to the amount; said where it is declared.");
    static final Key<Boolean> TAX_EARNS =
            optional("tax", YES_NO, "Whether the field tax adds to the amount; said where it is declared.");
    static final Key<Boolean> GIFT_CARDS_EARN = optional("gift-cards", YES_NO,
            "Whether the part paid with gift cards stays in the amount; said where the field is declared.");
    static final Key<Boolean> POINTS_EARN = optional("paid-with-points", YES_NO,
            "Whether the part paid with points stays in the amount; said where the field is declared.");
    static final Key<Parts> EARNS = optional("earns",
            Block.of("what earns", AMOUNT_ROUNDING, DELIVERY_EARNS, TAX_EARNS, GIFT_CARDS_EARN, POINTS_EARN),
            "How the amount of a kind with lines is made; required for kinds with lines.");

    static final Key<Integer> RETURNS = required("returns", KIND, "order",
            "The kind that it takes back from: this kind is a return.");
    static final Key<Match> MATCH = required("match",
            Choice.words(List.of(Match.values()), Match::word), "latest-by-product",
            "How a return finds what it returns: by the id in its field of, or purchases of the same product.");
    static final Key<Integer> FULFILS = required("fulfils", KIND, "payment",
            "The kind that it fulfils, by the id in its field of: what waited for it vests.");

    static final Key<List<Node.Text>> FIGURES_BY = optional("figures-by", Several.oneOrMore(Words.FIELD_OF_KIND),
            "Fields with a list of words, of the activity or of its lines, by which its figures are told apart.");

    static final Block PLAIN_KIND = Block.of("a kind of activity", KIND_NAMES, FIELDS, LINES, EARNS, EFFECTIVE, LATE,
            REVERSIBLE, FIGURES_BY);
    static final Block RETURN_KIND = Block.of("a kind of return", RETURNS, KIND_NAMES, MATCH, FIELDS, LINES, LATE);
    static final Block FULFILMENT_KIND = Block.of("a kind of fulfilment", FULFILS, KIND_NAMES, FIELDS, LATE);

    // Limits

    static final Shape<Limit.Per> PER = new Choice<Limit.Per>().word("order", new Limit.Per.Order())
            .value(Words.unit("calendar ", Limit.Per.Calendar::new))
            .word("lifetime", new Limit.Per.Lifetime())
            .inShort("order, calendar day, calendar week, calendar month, calendar quarter, calendar half-year,"
                    + " calendar year or lifetime");
    static final Key<Limit.Per> LIMIT_PER =
            required("per", PER, "calendar month", "The stretch that the limit is for.");
    static final Key<Words.Amount> LIMIT_AMOUNT =
            required("amount", AMOUNT, "1000", "The most points that are earned.");
    static final Key<Integer> LIMIT_TIMES =
            required("times", Words.whole(1, 1_000_000), "1", "How many activities earn at most.");
    static final Shape<Parts> LIMIT = new Choice<Parts>().inShort("{amount: …, per: …} or {times: …, per: …}")
            .block(Block.of("a limit of points", LIMIT_AMOUNT, LIMIT_PER), p -> p)
            .block(Block.of("a limit of times", LIMIT_TIMES, LIMIT_PER), p -> p);
    static final Key<List<Parts>> LIMITS = optional("limit", Several.oneOrMore(LIMIT),
            "The most that a member can earn, one limit or a list of them. Left out: no limit.");

    // Currencies

    static final Key<Texts> CURRENCY_NAMES = names("{zh: 积分, en: Points}");
    static final Key<Integer> SCALE =
            required("scale", Words.whole(0, 6), "0", "Digits after the point; permanent.");
    static final Key<Boolean> COUNTS_ONLY = required("counts-only", YES_NO, "no",
            "Whether it only qualifies for tiers and can't be spent; permanent.");

    static final Key<Period> EXPIRES_AFTER =
            required("after", PERIOD, "12 months", "How long after the activity the points end.");
    static final Key<CalendarUnit> ROUNDED_UP_TO = optional("rounded-up-to", UNIT,
            "The points live on to the end of this unit of the calendar. Left out: not rounded.");
    static final Key<List<MonthDay>> EXPIRES_ON = required("on", Several.list(MONTH_DAY), "[12-31]",
            "The points end at the end of the first of these days, the day on which they were earned included.");
    static final Key<Period> AFTER_AT_LEAST = optional("after-at-least", PERIOD,
            "How long the points live at least before one of these days ends them. Left out: to the next one.");
    static final Key<Period> AFTER_INACTIVITY = required("after-inactivity", PERIOD, "18 months",
            "All points end once there was no effective activity for this long. An adjustment is no activity: it postpones"
                    + " nothing, and its points end with the others. Points that come when that time is over, or before any"
                    + " activity, end this long after they came.");
    static final Key<List<Integer>> WITH_TERM_OF = required("with-term-of", Several.oneOrMore(Words.PLAN), "annual",
            "The points end with the term of one of these plans that runs when they come, wherever that moves its end; at"
                    + " once where none runs.");
    static final Key<Expiry> EXPIRES = required("expires", new Choice<Expiry>()
            .word("never", new Expiry.Never())
            .block(Block.of("an expiry after a period", EXPIRES_AFTER, ROUNDED_UP_TO),
                    p -> new Expiry.After(p.need(EXPIRES_AFTER), p.get(ROUNDED_UP_TO)))
            .block(Block.of("an expiry on days", EXPIRES_ON, AFTER_AT_LEAST),
                    p -> new Expiry.OnDates(p.need(EXPIRES_ON).stream().sorted().toList(), p.get(AFTER_AT_LEAST)))
            .block(Block.of("an expiry after inactivity", AFTER_INACTIVITY),
                    p -> new Expiry.Inactivity(p.need(AFTER_INACTIVITY)))
            .block(Block.of("an expiry with a term", WITH_TERM_OF),
                    p -> new Expiry.WithTermOf(p.need(WITH_TERM_OF))),
            "{after: 12 months, rounded-up-to: month}", "When points end.");

    /** The longest period that there is stands for that in which the activity can be taken back. */
    static final Period AS_LONG_AS_REVERSIBLE = new Period(100, PeriodUnit.YEARS);

    static final Key<Period> VESTS_AFTER =
            required("after", PERIOD, "7 days", "How long after the activity the points can be used.");
    static final Key<Integer> VESTS_ON =
            required("on", KIND, "fulfilment", "The kind of fulfilment after which the points can be used.");
    static final Key<Period> VESTS_WITHIN = optional("within", PERIOD,
            "How long after the activity the fulfilment is waited for. Left out: as long as the activity is reversible.");
    static final Key<Otherwise> VESTS_OTHERWISE = optional("otherwise",
            Choice.words(List.of(Otherwise.values()), Otherwise::word),
            "What becomes of the points if it does not come: vest or forfeit. Left out: forfeit.");
    static final Key<Vesting> VESTS = required("vests", new Choice<Vesting>()
            .word("at-once", new Vesting.AtOnce())
            .block(Block.of("a vesting after a period", VESTS_AFTER), p -> new Vesting.After(p.need(VESTS_AFTER)))
            .block(Block.of("a vesting on a fulfilment", VESTS_ON, VESTS_WITHIN, VESTS_OTHERWISE),
                    p -> new Vesting.On(p.need(VESTS_ON), p.or(VESTS_WITHIN, AS_LONG_AS_REVERSIBLE),
                            p.or(VESTS_OTHERWISE, Otherwise.FORFEIT))),
            "at-once", "When earned points can be used; until then they are pending.");

    static final Key<PointCurrency.OnReturn> TAKEN_ON_RETURN = required("on-return",
            Choice.words(List.of(PointCurrency.OnReturn.values()), PointCurrency.OnReturn::word), "below-zero",
            "How far a return may go: into pending points only, down to zero, or below zero as a debt.");
    static final Key<Period> CANCELLABLE = optional("cancellable", PERIOD,
            "How long a spend can be cancelled; required unless counts-only.");
    static final Key<Period> RENEW =
            required("renew", PERIOD, "30 days", "How long points live on that ended between spend and cancellation.");
    static final Key<OnLateCancel> ON_LATE_CANCEL = optional("on-late-cancel", new Choice<OnLateCancel>()
            .word("expire", new OnLateCancel.Expire())
            .block(Block.of("a renewal", RENEW), p -> new OnLateCancel.Renew(p.need(RENEW))),
            "What becomes of points that ended before their spend was cancelled; required where points are spent and end.");
    static final Key<Boolean> TRANSFERABLE = optional("transferable", YES_NO,
            "Whether members may send it to each other; required unless counts-only.");
    static final Key<Words.Amount> ADJUSTABLE = required("adjustable", AMOUNT, "10000",
            "The most points that an operator may move in one adjustment.");
    static final Block CURRENCY_BLOCK = Block.of("a currency", CURRENCY_NAMES, SCALE, COUNTS_ONLY, EXPIRES, VESTS,
            TAKEN_ON_RETURN, LIMITS, CANCELLABLE, ON_LATE_CANCEL, TRANSFERABLE, ADJUSTABLE);

    // Earning

    static final Key<Texts> RULE_NAMES = names("{zh: 消费积分, en: Points for purchases}");
    static final Key<Integer> YEARLY = required("yearly",
            new Choice<Integer>().word("joining", 0).value(MEMBER_FIELD), "joining",
            "The day that returns every year: a member's field of type day, or joining.");
    static final Key<List<Integer>> EACH_TERM = required("each-term", Several.oneOrMore(Words.PLAN), "annual",
            "The plans with each of whose terms it comes; a trial brings nothing.");
    static final Key<Benefit.Per> EACH = required("each", new Choice<Benefit.Per>()
            .value(Words.unit("calendar ", Benefit.Per.Calendar::new))
            .meaning("month", "calendar month")
            .meaning("year", "calendar year")
            .word("membership month", new Benefit.Per.Membership(1))
            .word("membership year", new Benefit.Per.Membership(12))
            .inShort("calendar day, calendar week, calendar month, calendar quarter, calendar half-year, calendar year,"
                    + " membership month or membership year"),
            "calendar month", "The stretch with whose beginning it comes.");
    static final Key<List<Integer>> WHILE = required("while", Several.oneOrMore(Words.PLAN), "annual",
            "The plans of which one must run then.");
    static final Key<Trigger> ON = required("on", new Choice<Trigger>()
            .value(Several.oneOrMore(KIND).as(Trigger.On::new))
            .block(Block.of("a yearly day", YEARLY), p -> new Trigger.Yearly(p.need(YEARLY)))
            .block(Block.of("each stretch of a plan", EACH, WHILE),
                    p -> new Trigger.Each(p.need(EACH), p.need(WHILE)))
            .block(Block.of("each term", EACH_TERM), p -> new Trigger.EachTerm(p.need(EACH_TERM))),
            "order",
            "The kind of activity that earns, a list of kinds, a yearly day, each term of a plan, or each month.");
    static final Key<Node.Text> WHEN = optional("when",
            Words.expression("a condition, such as activity.amount >= 100"),
            "The condition on which the rule holds. Left out: always.");
    static final Key<Boolean> PER_LINE = optional("per",
            new Choice<Boolean>().word("order", false).word("line", true),
            "Whether the award is for the order or for each line; required for kinds with lines.");
    static final Key<List<Named.Entry<Node.Text>>> AWARD = optional("award",
            new Named<>("a currency", NAME, Words.expression("a number of points, such as activity.amount")),
            "The points of each currency; required where no benefit is given.");
    static final Key<List<Named.Entry<Period>>> GIVES_FOR_A_TIME = optional("gives",
            new Named<>("a benefit", NAME, PERIOD),
            "Benefits, each for how long from when the rule gives it; only of a rule that is on no activity. What it gives"
                    + " with a plan ends with the plan at the latest.");
    static final Key<Rounding> AWARD_ROUNDING = optional("rounding", ROUNDING,
            "How an award is rounded to the currency's scale; required where it may have more digits.");
    static final Key<List<Named.Entry<List<Named.Entry<Words.Amount>>>>> MULTIPLIER = optional("multiplier",
            new Named<>("a ladder", NAME, new Named<>("a tier", NAME, AMOUNT)),
            "Factors by the tier held in one ladder; tiers below the first one named have factor 1.");

    static final Key<Integer> NTH =
            required("nth", Words.whole(2, 1_000_000), "3", "Which activity in a member's life.");
    static final Key<Integer> EVERY_NTH =
            required("every-nth", Words.whole(2, 1_000_000), "10", "Every so many activities.");
    static final Key<Integer> STREAK =
            required("streak", Words.whole(2, 1000), "4",
                    "How many units in a row, each with an activity; then they are counted from the beginning.");
    static final Key<CalendarUnit> STREAK_OF = required("of", CALENDAR, "calendar week", "The unit of the streak.");
    static final Key<Times> TIMES = optional("times", new Choice<Times>()
            .word("every", new Times.Every())
            .word("first", new Times.Nth(1))
            .block(Block.of("an nth time", NTH), p -> new Times.Nth(p.need(NTH)))
            .block(Block.of("every nth time", EVERY_NTH), p -> new Times.EveryNth(p.need(EVERY_NTH)))
            .block(Block.of("a streak", STREAK, STREAK_OF),
                    p -> new Times.Streak(0, p.need(STREAK), p.need(STREAK_OF))),
            "Which of a member's activities earn. Left out: every one.");
    static final Key<EarningRule.OnReturn> ON_RETURN = optional("on-return",
            Choice.words(List.of(EarningRule.OnReturn.values()), EarningRule.OnReturn::word),
            "What a return takes back: recompute for what is left, where the rule looks at the activity alone, without"
                    + " multiplier or times; by-value of what is left; or keep; required for rules on activities.");
    static final Key<LocalDate> FROM =
            optional("from", DATE, "The first day of the rule. Left out: as long as the terms hold.");
    static final Key<LocalDate> UNTIL = optional("until", DATE,
            "The first day on which the rule no longer holds. Left out: as long as the terms hold.");
    static final Block RULE_BLOCK = Block.of("an earning rule", RULE_NAMES, ON, WHEN, PER_LINE, AWARD, GIVES_FOR_A_TIME,
            AWARD_ROUNDING, MULTIPLIER, TIMES, LIMITS, ON_RETURN, FROM, UNTIL);

    // Ladders

    static final Key<Texts> LADDER_NAMES = names("{zh: 会员等级, en: Membership}");
    private static final Shape<List<Integer>> KINDS = Several.oneOrMore(KIND);
    static final Key<List<Integer>> MONEY_OF =
            required("money", KINDS, "order", "The amounts of these kinds of activity, less returns.");
    static final Key<List<Integer>> COUNT_OF =
            required("count", KINDS, "visit", "How many activities of these kinds.");
    static final Key<Integer> SUM =
            required("sum", Words.FIELD_NUMBER, "nights", "The whole-number field that is summed.");
    static final Key<List<Integer>> SUM_OF =
            required("of", KINDS, "stay", "The kinds of activity that have the field.");
    static final Key<Integer> SCORE_OF = required("score", SCORE, "activity-score", "The latest reported score.");
    static final Key<Integer> BALANCE = required("balance", CURRENCY, "points", "What is available of a currency now.");
    static final Key<Measure> BY = required("by", new Choice<Measure>()
            .value(CURRENCY.as(Measure.Earned::new))
            .block(Block.of("a measure of money", MONEY_OF), p -> new Measure.Money(p.need(MONEY_OF)))
            .block(Block.of("a measure of activities", COUNT_OF), p -> new Measure.Count(p.need(COUNT_OF)))
            .block(Block.of("a measure of a field", SUM, SUM_OF), p -> new Measure.Sum(p.need(SUM_OF), p.need(SUM)))
            .block(Block.of("a measure of a score", SCORE_OF), p -> new Measure.Score(p.need(SCORE_OF)))
            .block(Block.of("a measure of a balance", BALANCE), p -> new Measure.Balance(p.need(BALANCE))),
            "{money: order}", "What is measured: a currency earned, money, a count, a sum, a score or a balance.");
    static final Key<Over> OVER = required("over", new Choice<Over>()
            .value(Words.period("rolling ", Over.Rolling::new))
            .value(Words.unit("calendar ", Over.Calendar::new))
            .word("membership year", new Over.MembershipYear())
            .word("lifetime", new Over.Lifetime())
            .word("present", new Over.Present())
            .inShort("rolling 12 months, calendar year (or another unit), membership year, lifetime or present"),
            "rolling 12 months", "The stretch of time that is measured; present for a score or a balance.");
    static final Key<Parts> QUALIFY = required("qualify", Block.of("a qualification", BY, OVER),
            "{by: {money: order}, over: rolling 12 months}", "What a member is measured by for a tier.");

    static final Key<Function<Integer, Hold>> UNTIL_END_OF = required("until-end-of",
            new Choice<Function<Integer, Hold>>()
                    .value(Words.unit("calendar ", unit -> more -> new Hold.UntilEndOf(unit, more)))
                    .word("membership year", Hold.UntilMembershipYear::new)
                    .inShort("calendar year (or another unit) or membership year"),
            "calendar year", "The stretch to whose end a tier is held.");
    static final Key<Integer> MORE =
            optional("more", Words.whole(1, 100), "How many more of them. Left out: none.");
    static final Key<Hold> HOLD = required("hold", new Choice<Hold>()
            .word("while-qualified", new Hold.WhileQualified())
            .word("lifetime", new Hold.Lifetime())
            .value(PERIOD.as(Hold.For::new))
            .block(Block.of("a hold until an end", UNTIL_END_OF, MORE), p -> p.need(UNTIL_END_OF).apply(p.or(MORE, 0))),
            "12 months", "How long a tier is held from the moment it was reached or renewed.");
    static final Key<Fall> FALL = required("fall", Choice.words(List.of(Fall.values()), Fall::word), "one-down",
            "What happens at the end of a hold without qualifying again.");
    static final Key<Optional<Period>> GRACE = required("grace", periodOr("none"), "none",
            "How long a tier is kept after its hold ended without qualifying again.");

    static final Key<Words.Amount> TIER_FROM = required("from", AMOUNT, "1000",
            "Where it begins, in what qualifies: points, money or a count; 0 for the first.");
    static final Key<Texts> TIER_NAMES = names("{zh: 金卡会员, en: Gold}");
    static final Key<List<Named.Entry<Parts>>> TIERS = required("tiers",
            new Named<>("a tier", NAME, Block.of("a tier", TIER_FROM, TIER_NAMES)),
            "{ordinary: {from: 0, names: {zh: 普通会员, en: Ordinary}}}", "The tiers, from the first upwards.");
    static final Block LADDER_BLOCK = Block.of("a ladder", LADDER_NAMES, QUALIFY, HOLD, FALL, GRACE, TIERS);

    // Plans

    static final Key<Texts> PLAN_NAMES = names("{zh: 年度会员, en: Annual}");
    static final Key<Node.Text> OFFERED_WHEN = optional("offered-when",
            Words.expression("a condition, such as member.joined"),
            "To whom it is sold; looked at when it is bought, not when it is renewed. Left out: to everyone.");
    static final Key<Node.Text> PRICE = required("price",
            Words.expression("an amount of money, such as 139"), "139",
            "What a term costs, in the programme's money; may depend on the member when a term is bought or renewed.");
    static final Key<Period> TERM = required("term", PERIOD, "1 year",
            "How long a term is: days, weeks, months or years.");
    static final Key<Plan.Cycle> CYCLE = required("cycle",
            Choice.words(List.of(Plan.Cycle.values()), Plan.Cycle::word), "anniversary",
            "Whether terms begin as the first one did, or with the calendar; the first is then a part of a month or year.");
    static final Key<Period> TRIAL =
            optional("trial", PERIOD, "How long it is free at first, once for each member. Left out: not at all.");
    static final Key<Words.Amount> INTRODUCTORY_PRICE =
            required("price", AMOUNT, "9.90", "What each of these terms costs.");
    static final Key<Integer> INTRODUCTORY_TERMS =
            required("terms", Words.whole(1, 1000), "3", "How many terms cost that.");
    static final Key<List<Parts>> INTRODUCTORY = optional("introductory",
            Several.oneOrMore(Block.of("an introductory price", INTRODUCTORY_PRICE, INTRODUCTORY_TERMS)),
            "Prices of the first terms, one after the other. Left out: the price from the first term on.");
    static final Key<Boolean> RENEWS = required("renews",
            new Choice<Boolean>().word("automatically", true).word("never", false), "automatically",
            "Whether a term is followed by the next unless it is cancelled, or ends and is bought again.");
    static final Key<Optional<Period>> NOTICE = optional("notice", periodOr("none"),
            "How long before the next term begins the member is told; required where it renews, unless the country says it.");
    static final Key<Boolean> CONSENT_TO_RISE = optional("consent-to-rise", YES_NO,
            "Whether a price above the one agreed to needs consent, without which the plan ends; required where it renews,"
                    + " unless the country says it.");
    static final Key<Period> PAY_WITHIN = required("pay-within", PERIOD, "1 day",
            "How long a first payment is waited for, or one for a change of plan.");
    static final Key<List<Period>> RETRIES = optional("retries", Several.oneOrMore(PERIOD),
            "When a renewal that failed is asked for again, each after it was due. Left out: never.");
    static final Key<Period> PLAN_GRACE = optional("grace", PERIOD,
            "How long an unpaid renewal is tolerated before the plan ends; required where it renews.");
    static final Key<Period> FULL_WITHIN = optional("full-within", PERIOD,
            "How long after a term began all that was paid for it is given back. Left out: at no time.");
    static final Key<Boolean> REST = required("then", new Choice<Boolean>().word("none", false).word("the-rest", true),
            "the-rest", "What is given back later: nothing, or the part of the price for the rest of the term.");
    static final Key<Plan.Less> LESS_USED = optional("less-used",
            new Choice<Plan.Less>().word("worth", Plan.Less.WORTH).word("cost", Plan.Less.COST),
            "What is taken off for the benefits of the plan that were used in the term, down to nothing: what they were worth,"
                    + " or what they cost. Left out: nothing.");
    static final Key<Plan.Refund> REFUND = required("refund", new Choice<Plan.Refund>()
            .word("none", new Plan.Refund(null, false, Plan.Less.NOTHING))
            .word("the-rest", new Plan.Refund(null, true, Plan.Less.NOTHING))
            .block(Block.of("a refund", REST, FULL_WITHIN, LESS_USED), p -> new Plan.Refund(p.get(FULL_WITHIN),
                    p.need(REST), p.or(LESS_USED, Plan.Less.NOTHING))),
            "none", "What is given back when a term is ended before its end.");
    static final Key<Period> PAUSE_UP_TO = required("up-to", PERIOD, "3 months", "How long one pause may be.");
    static final Key<Integer> PAUSE_TIMES =
            required("times", Words.whole(1, 1000), "1", "How many pauses a term may have.");
    static final Key<Optional<Plan.Pause>> PAUSE = required("pause", new Choice<Optional<Plan.Pause>>()
            .word("never", Optional.empty())
            .block(Block.of("a pause", PAUSE_UP_TO, PAUSE_TIMES),
                    p -> Optional.of(new Plan.Pause(p.need(PAUSE_UP_TO), p.need(PAUSE_TIMES)))),
            "never", "Whether it can be paused; the term then ends later by the time of the pause.");
    static final Key<List<Named.Entry<Plan.When>>> CHANGES_TO = optional("changes-to",
            new Named<>("another plan", NAME, Choice.words(List.of(Plan.When.values()), Plan.When::word)),
            "Which plans it can be changed to, and when that takes effect. Left out: none.");
    static final Key<Plan.Proration> PRORATION = required("proration",
            Choice.words(List.of(Plan.Proration.values()), Plan.Proration::word), "by-day",
            "How a part of a term is priced and given back: by days (the day itself is left), by seconds, or not at all.");
    static final Key<Texts> CHOICE_NAMES = names("{zh: 任选一项, en: One of these}");
    static final Key<List<Integer>> CHOICE_OF = required("of", Several.list(Words.BENEFIT), "[video, music]",
            "The benefits of this plan of which it gives one in each term.");
    static final Key<Plan.Changeable> CHANGEABLE = required("changeable",
            Choice.words(List.of(Plan.Changeable.values()), Plan.Changeable::word), "until-used",
            "Whether another can be chosen in the same term: no, until the chosen one is used, or yes.");
    static final Key<List<Named.Entry<Parts>>> CHOICES = optional("choices",
            new Named<>("a choice", NAME, Block.of("a choice", CHOICE_NAMES, CHOICE_OF, CHANGEABLE)),
            "Benefits of which a member has one in each term: what is chosen, or used first. Left out: all of them.");
    static final Key<Words.Amount> OFFER_CREDIT =
            required("credit", AMOUNT, "20", "So much money off the terms to come.");
    static final Key<Period> OFFER_PAUSE =
            required("pause", PERIOD, "1 month", "A pause so long, whatever the plan allows of pauses.");
    static final Key<Integer> OFFER_PLAN =
            required("change-to", Words.PLAN, "monthly", "Another plan, from the next term on.");
    static final Key<Texts> OFFER_NAMES = names("{zh: 下期减免, en: Off your next term}");
    static final Key<Node.Text> OFFER_WHEN = optional("offered-when",
            Words.expression("a condition, such as member.joined"),
            "To whom it is offered; looked at when it is told and when it is taken. Left out: to everyone who has the plan.");
    static final Key<Integer> OFFER_TIMES =
            required("times", Words.whole(1, 1000), "1", "How often a member can take it in that time.");
    static final Key<Period> OFFER_PER = required("per", PERIOD, "12 months",
            "The time that the number is for, counted back from the moment of taking it.");
    static final Key<List<Named.Entry<Parts>>> WHEN_LEAVING = optional("when-leaving",
            new Named<>("an offer", NAME, Choice.kinds(
                    Block.of("an offer of a credit", OFFER_CREDIT, OFFER_NAMES, OFFER_WHEN, OFFER_TIMES, OFFER_PER),
                    Block.of("an offer of a pause", OFFER_PAUSE, OFFER_NAMES, OFFER_WHEN, OFFER_TIMES, OFFER_PER),
                    Block.of("an offer of another plan", OFFER_PLAN, OFFER_NAMES, OFFER_WHEN, OFFER_TIMES, OFFER_PER))
                    .inShort("an offer with the key that says what it gives: credit, pause or change-to")),
            "What is offered to a member who thinks of leaving. It keeps who takes it; leaving never asks for it.");
    static final Key<Boolean> GIFT = optional("gift", new Choice<Boolean>().word("one-term", true).word("never", false),
            "Whether members can give a term of it to somebody else, at the price that it has for them. It begins when it is paid,"
                    + " or follows the term that the receiver has, and renews only if the receiver says so. Left out: never.");
    static final Key<Integer> SEATS_COUNT = required("count", Words.whole(1, 1000), "3",
            "How many others may have a seat, beside who owns the plan; one that is offered counts.");
    static final Key<List<Integer>> SEATS_GIVE = required("gives", new Choice<List<Integer>>()
            .word("all", List.of())
            .value(Several.list(Words.BENEFIT)), "all",
            "What each seat gives: all benefits of the plan, or those that are named. Each holder has allowances of their own.");
    static final Key<Period> INVITATION =
            required("invitation", PERIOD, "14 days", "How long a seat that was offered can be taken.");
    static final Key<Parts> SEATS = optional("seats", Block.of("seats", SEATS_COUNT, SEATS_GIVE, INVITATION),
            "Seats for others whom the owner of the plan invites, and who have it as long as the owner does. Left out: none.");
    static final Block PLAN_BLOCK = Block.of("a plan", PLAN_NAMES, OFFERED_WHEN, PRICE, TERM, CYCLE, TRIAL,
            INTRODUCTORY,
            RENEWS, NOTICE, CONSENT_TO_RISE, PAY_WITHIN, RETRIES, PLAN_GRACE, REFUND, PAUSE, CHANGES_TO, PRORATION,
            CHOICES, WHEN_LEAVING, GIFT, SEATS);

    // Benefits

    static final Key<Boolean> FLAG =
            required("flag", new Nothing(), "{}", "A benefit that is there or not, such as free delivery.");
    static final Key<List<String>> VALUES = required("values", Several.list(Words.VALUE), "[720p, 1080p]",
            "What it can be, in the order of how good that is.");
    static final Key<Boolean> BEST_LAST = required("best",
            new Choice<Boolean>().word("last", true).word("first", false), "last",
            "Which end of the values is the best: of several that a member has, the best counts.");
    static final Key<Parts> ATTRIBUTE = required("attribute", Block.of("what an attribute can be", VALUES, BEST_LAST),
            "{values: [720p, 1080p], best: last}", "A benefit that is one of several values, such as a resolution.");
    static final Key<Benefit.Unit> ALLOWANCE_UNIT = required("unit",
            Choice.words(List.of(Benefit.Unit.values()), Benefit.Unit::word), "uses",
            "What is counted: uses, money or minutes; permanent.");
    static final Key<Optional<Words.Amount>> ALLOWANCE_LIMIT = required("limit",
            new Choice<Optional<Words.Amount>>().word("unlimited", Optional.empty()).value(AMOUNT.as(Optional::of)),
            "10", "The most that can be used, or unlimited.");
    static final Key<Benefit.Per> ALLOWANCE_PER = optional("per", per(),
            "The stretch that the limit is for; required where there is one, else what is used is counted for life.");
    static final Key<Boolean> ON_SHORTFALL = optional("on-shortfall",
            new Choice<Boolean>().word("partly", true).word("refuse", false),
            "What becomes of a use of more than is left: what is left is used, or nothing; required where there is a limit.");
    static final Key<Optional<Period>> USE_CANCELLABLE = required("cancellable", periodOr("never"), "7 days",
            "How long a use can be cancelled, which gives it back to the stretch that it was counted in.");
    static final Key<Words.Amount> CARRY_OVER = optional("carry-over", AMOUNT,
            "The most of what is left of a stretch that can be used in the next one, behind that one's own limit. It is carried"
                    + " once. Left out: nothing.");
    static final Key<Parts> ALLOWANCE = required("allowance",
            Block.of("how much an allowance is", ALLOWANCE_UNIT, ALLOWANCE_LIMIT, ALLOWANCE_PER, ON_SHORTFALL,
                    USE_CANCELLABLE, CARRY_OVER),
            "{unit: uses, limit: 10, per: calendar month, on-shortfall: refuse, cancellable: 7 days}",
            "A benefit of which there is so much in a stretch of time.");

    // What is asked for

    static final Key<List<Named.Entry<Words.Amount>>> EXCHANGE_COSTS = required("costs",
            new Named<>("a currency", NAME, AMOUNT), "{points: 5}",
            "How many points of one currency an exchange costs.");
    static final Key<Integer> EXCHANGE_GIVES =
            required("gives", Words.whole(1, 1000), "1", "How many uses one exchange gives.");
    static final Key<Period> EXCHANGE_LASTS =
            required("lasts", PERIOD, "90 days", "How long what an exchange gave can be used.");
    static final Key<Optional<Integer>> FROM_STOCK = required("stock",
            new Choice<Optional<Integer>>().word("none", Optional.empty()).value(Words.STOCK.as(Optional::of)), "none",
            "The stock that each takes a piece of, or none.");
    static final Key<Integer> CLAIM_TIMES = optional("times", Words.whole(1, 1_000_000),
            "How often it can be asked for in a stretch of time. Left out: as often as one likes.");
    static final Key<Benefit.Per> CLAIM_PER =
            optional("per", per(), "The stretch that times is for; required where that is said.");
    static final Key<Optional<Period>> EXCHANGE_CANCELLABLE = required("cancellable", periodOr("never"), "7 days",
            "How long an exchange of which nothing was used can be cancelled, and a use of it; never where it gives a code.");
    static final Key<Parts> EXCHANGE = required("exchange",
            Block.of("what an exchange costs and gives", EXCHANGE_COSTS, EXCHANGE_GIVES, EXCHANGE_LASTS, FROM_STOCK,
                    CLAIM_TIMES, CLAIM_PER, EXCHANGE_CANCELLABLE),
            "{costs: {points: 5}, gives: 1, lasts: 90 days, stock: none, cancellable: 7 days}",
            "A benefit that members get for points: a service or a voucher.");
    static final Key<Boolean> PARTNER_BY = required("by",
            new Choice<Boolean>().word("code", false).word("account", true), "code",
            "How the partner gives it: by a code from a stock, or to an account that the member has there.");
    static final Key<Optional<Period>> PARTNER_LASTS = required("lasts",
            new Choice<Optional<Period>>().word("as-given", Optional.empty()).value(PERIOD.as(Optional::of)),
            "as-given",
            "How long one lasts: a period from when it was given, or as long as what gives the benefit does.");
    static final Key<List<Integer>> SUBSTITUTES = optional("substitutes", Several.oneOrMore(Words.STOCK),
            "Stocks that stand in, in this order, when the stock is sold out or the partner fails. Left out: none.");
    static final Key<Period> ANSWER_WITHIN = optional("answers-within", PERIOD,
            "How long the partner's answer for an account is waited for; then it failed. Required by account.");
    static final Key<List<Period>> PARTNER_RETRIES = optional("retries", Several.oneOrMore(PERIOD),
            "How long after a failure the partner is asked again: after the first, after the second, and so on. Left out: never.");
    static final Key<Boolean> COUNTS_FROM = optional("settled-on",
            new Choice<Boolean>().word("issue", false).word("activation", true),
            "When it is worth something and costs something: once given, or once the partner tells that it is active; required where there is a worth or a cost.");
    static final Key<Parts> PARTNER = required("partner",
            Block.of("how a partner gives a membership", PARTNER_BY, PARTNER_LASTS, FROM_STOCK, SUBSTITUTES,
                    ANSWER_WITHIN, PARTNER_RETRIES, COUNTS_FROM, CLAIM_TIMES, CLAIM_PER),
            "{by: code, lasts: 1 year, stock: film-codes, settled-on: issue, times: 1, per: term}",
            "A membership with a partner: a code, or one for an account elsewhere.");

    private static Choice<Benefit.Per> per() {
        return new Choice<Benefit.Per>()
                .value(Words.unit("calendar ", Benefit.Per.Calendar::new))
                .meaning("month", "calendar month")
                .meaning("year", "calendar year")
                .word("membership month", new Benefit.Per.Membership(1))
                .word("membership year", new Benefit.Per.Membership(12))
                .word("term", new Benefit.Per.Term())
                .word("lifetime", new Benefit.Per.Lifetime())
                .inShort(
                        "calendar day, calendar week, calendar month, calendar quarter, calendar half-year, calendar year,"
                                + " membership month, membership year, term or lifetime");
    }

    static final Key<Texts> BENEFIT_NAMES = names("{zh: 免运费, en: Free delivery}");
    static final Key<List<Integer>> BY_PLANS = optional("plans", Several.oneOrMore(Words.PLAN),
            "The plans that give it, while they run. Left out: none does.");
    static final Key<List<Named.Entry<String>>> FROM_TIER = optional("from-tier",
            new Named<>("a ladder", NAME, NAME),
            "The tier of a ladder from which upwards it is given. Left out: none gives it.");
    static final Key<List<Named.Entry<String>>> VALUE_BY_PLAN = optional("plans",
            new Named<>("a plan", NAME, Words.VALUE),
            "The value that each plan gives, while it runs. Left out: none does.");
    static final Key<List<Named.Entry<List<Named.Entry<String>>>>> VALUE_FROM_TIER = optional("from-tier",
            new Named<>("a ladder", NAME, new Named<>("a tier", NAME, Words.VALUE)),
            "The value that tiers of a ladder give, each from there upwards. Left out: none gives it.");
    static final Key<Words.Amount> WORTH = optional("worth", AMOUNT,
            "What one use, or one minute, is worth to the member, in money. Left out: nothing is said of it.");
    static final Key<Words.Amount> COST =
            optional("cost", AMOUNT, "What one use, or one minute, costs, in money. Left out: nothing.");
    static final Key<List<Named.Entry<Integer>>> FUNDED_BY = optional("funded-by",
            new Named<>("a payer", NAME, Words.whole(1, 100)),
            "Who bears the cost, in percents that add up to 100; required where there is a cost.");
    static final Key<Optional<Words.Amount>> ORDER_FROM = optional("from",
            new Choice<Optional<Words.Amount>>().word("none", Optional.empty()).value(AMOUNT.as(Optional::of)),
            "The least that an order must come to for a use, in money, or none: then any order will do. Left out: none.");
    static final Key<Integer> WARRANTY_ON =
            required("on", KIND, "order", "The kind of activity with which it is given, to whoever has it then.");
    static final Key<Integer> WARRANTY_FROM = optional("from", KIND,
            "The kind of fulfilment from which on it runs. Left out: from the activity itself.");
    static final Key<Period> WARRANTY_FOR =
            required("for", PERIOD, "180 days", "How long it runs: to the end of the day on which that is over.");
    static final Key<Parts> WARRANTY = required("warranty",
            Block.of("what a warranty is", WARRANTY_ON, WARRANTY_FROM, WARRANTY_FOR, USE_CANCELLABLE),
            "{on: order, for: 180 days, cancellable: 7 days}",
            "A promise about what was bought, which stays with the order whatever becomes of the plan; a use is a claim.");
    static final Key<Node.Text> COVERED_WHEN = optional("when",
            Words.expression("a condition, such as line.category == \"phones\""),
            "What it covers: the orders, or the lines, for which this holds. Left out: all.");
    static final Key<Period> ANSWERED_WITHIN =
            required("answered-within", PERIOD, "3 minutes", "How soon the member is answered, at the latest.");
    static final Key<Texts> SERVICE_PROMISE = required("promise", TEXTS,
            "{zh: 专线, en: a line of its own}", "What is promised, in both languages.");
    static final Key<List<Named.Entry<Parts>>> LEVELS = required("levels",
            new Named<>("a level", Words.VALUE, Block.of("a level of service", ANSWERED_WITHIN, SERVICE_PROMISE)),
            "{plus: {answered-within: 3 minutes, promise: {zh: 专线, en: a line of its own}}}",
            "The levels, from the slowest to the quickest.");
    static final Key<Parts> SERVICE = required("service", Block.of("what a service is", LEVELS),
            "{levels: {plus: {answered-within: 3 minutes, promise: {zh: 专线, en: a line of its own}}}}",
            "How a member is served: of several levels that a member has, the quickest counts.");
    static final Block FLAG_BLOCK =
            Block.of("a flag", FLAG, BENEFIT_NAMES, BY_PLANS, FROM_TIER, ORDER_FROM, WORTH, COST, FUNDED_BY);
    static final Block ATTRIBUTE_BLOCK =
            Block.of("an attribute", ATTRIBUTE, BENEFIT_NAMES, VALUE_BY_PLAN, VALUE_FROM_TIER);
    static final Block ALLOWANCE_BLOCK =
            Block.of("an allowance", ALLOWANCE, BENEFIT_NAMES, BY_PLANS, FROM_TIER, ORDER_FROM, WORTH, COST, FUNDED_BY);
    static final Block WARRANTY_BLOCK = Block.of("a warranty", WARRANTY, BENEFIT_NAMES, COVERED_WHEN, BY_PLANS,
            FROM_TIER, WORTH, COST, FUNDED_BY);
    static final Block SERVICE_BLOCK =
            Block.of("a service", SERVICE, BENEFIT_NAMES, VALUE_BY_PLAN, VALUE_FROM_TIER);

    static final Block EXCHANGE_BLOCK =
            Block.of("an exchange", EXCHANGE, BENEFIT_NAMES, BY_PLANS, FROM_TIER, WORTH, COST, FUNDED_BY);
    static final Block PARTNER_BLOCK =
            Block.of("a partner membership", PARTNER, BENEFIT_NAMES, BY_PLANS, FROM_TIER, WORTH, COST, FUNDED_BY);

    // Stocks

    static final Key<Texts> STOCK_NAMES = names("{zh: 视频会员兑换码, en: Film codes}");
    static final Key<Boolean> HOLDS = required("holds",
            new Choice<Boolean>().word("codes", true).word("pieces", false), "codes",
            "Whether each piece is a code of its own, or pieces are only counted; permanent.");
    static final Key<Integer> REORDER_AT = optional("reorder-at", Words.whole(0, 1_000_000_000),
            "At how many that are left it is told that it is time to order more. Left out: never.");
    static final Block STOCK_BLOCK = Block.of("a stock", HOLDS, STOCK_NAMES, REORDER_AT);

    // Offers

    static final Key<Words.Amount> MOST_OFF =
            required("most-off", AMOUNT, "500", "The most that one coupon takes off or costs.");
    static final Key<Integer> MOST_HELD = required("most-held", Words.whole(1, 10_000), "200",
            "The most coupons that one member holds at a time.");
    static final Key<List<String>> PAYERS = required("payers", Several.oneOrMore(NAME), "[platform, brand]",
            "Who may bear what coupons take off or cost, by name.");
    static final Block OFFERS_BLOCK = Block.of("what offers may do", MOST_OFF, MOST_HELD, PAYERS);

    // Members

    static final Key<List<Named.Entry<Words.TypeOf>>> MEMBER_FIELDS = optional("fields",
            new Named<>("a field", NAME, FIELD_TYPE),
            "What can be known of a member, with its type; each may be absent.");
    static final Key<List<Named.Entry<PersonalField.Kind>>> PERSONAL = optional("personal",
            new Named<>("a personal field", NAME,
                    Choice.words(List.of(PersonalField.Kind.values()), PersonalField.Kind::word)
                            .meaning("mobile", "phone")
                            .meaning("tel", "phone")
                            .meaning("mail", "email")
                            .meaning("string", "text")),
            "What says who a member is: kept encrypted, out of the journal, seen by no rule, and erased with the member.");
    static final Key<Texts> SCORE_NAMES = names("{zh: 活跃分, en: Activity score}");
    static final Key<List<Named.Entry<Parts>>> SCORES = optional("scores",
            new Named<>("a score", NAME, Block.of("a score", SCORE_NAMES)),
            "Whole numbers that the operator reports of a member.");

    static final Key<List<Integer>> JOINS_ON =
            required("on", Several.oneOrMore(KIND), "order", "The kinds of activity whose first effective one joins.");
    static final Key<Joins> JOINS = required("joins", new Choice<Joins>()
            .word("explicit", new Joins.Explicit())
            .block(Block.of("a joining", JOINS_ON), p -> new Joins.On(p.need(JOINS_ON))),
            "explicit", "How a guest becomes a member: by asking alone, or also by the first effective activity.");

    // The file

    static final Key<String> PROGRAMME =
            required("programme", PROGRAMME_NAME, "my-shop", "The programme's name; permanent.");
    static final Key<LocalDate> DATE_OF_TERMS = required("terms", DATE, "2025-01-01",
            "The day from which these terms hold, in the programme's zone.");
    static final Key<Texts> PROGRAMME_NAMES = names("{zh: 我的会员, en: My Membership}");
    static final Key<Texts> FOR = required("for", TEXTS, "{zh: 常来的顾客, en: customers who come back}",
            "For whom the programme is; shown to members.");
    static final Key<Texts> PROMISE = required("promise", TEXTS, "{zh: 常来更划算, en: coming back pays}",
            "What it promises them; shown to members.");
    static final Key<String> MONEY_CODE =
            required("money", MONEY, "CNY", "The currency of all money, by ISO 4217; permanent.");
    static final Key<ZoneId> ZONE_OF_DAYS = required("zone", ZONE, "Asia/Shanghai",
            "The time zone in which days, months and years begin; permanent.");
    private static final Scalar<String> REASON = Scalar.of("a reason in words, such as made up for tests", null,
            (text, reading) -> {
                if (text.text().strip().length() < 6) {
                    reading.problems().wrong(text, "a reason in words, such as made up for tests", null);
                    return null;
                }
                return text.text();
            });
    static final Key<String> NO_COUNTRY = required("none", REASON, "made up for tests",
            "Why no country's rules are kept.");
    static final Key<CountryReader.Said> COUNTRY = optional("country", countries(),
            "Whose rules for plans are kept, with what they ask and do not leave open; required where there are plans.");

    private static Choice<CountryReader.Said> countries() {
        Choice<CountryReader.Said> countries = new Choice<>();
        Countries.codes().forEach(code -> countries.word(code, new CountryReader.Said(code, "")));
        return countries.block(Block.of("no country", NO_COUNTRY),
                p -> new CountryReader.Said("none", p.need(NO_COUNTRY)));
    }

    static final Key<LocalDate> ANNOUNCED = optional("announced", DATE,
            "The day on which members were told what these terms take away from them at once; required where a country asks it.");
    static final Key<Period> DAILY_TOTALS = required("daily-totals", PERIOD, "400 days",
            "How long a member's totals are kept by day and kind of activity, for windows and for rules to come.");
    static final Key<Parts> MEMBERS = optional("members", Block.of("members", MEMBER_FIELDS, PERSONAL, SCORES),
            "What is known of a member besides activities.");
    static final Key<List<Named.Entry<Parts>>> ACTIVITIES = required("activities",
            new Named<>("a kind of activity", NAME, Choice.kindsOr(PLAIN_KIND, RETURN_KIND, FULFILMENT_KIND)),
            "{payment: …}", "The kinds of activity: orders, payments, visits, returns.");
    static final Key<List<Named.Entry<Parts>>> CURRENCIES = optional("currencies",
            new Named<>("a currency", NAME, CURRENCY_BLOCK), "The currencies of points.");
    static final Key<List<Named.Entry<Parts>>> EARNING = optional("earning",
            new Named<>("an earning rule", NAME, RULE_BLOCK), "The rules by which activities earn points.");
    static final Key<List<Named.Entry<Parts>>> LADDERS = optional("ladders",
            new Named<>("a ladder", NAME, LADDER_BLOCK), "The ladders of tiers.");
    static final Key<List<Named.Entry<Parts>>> PLANS =
            optional("plans", new Named<>("a plan", NAME, PLAN_BLOCK), "The plans that members buy.");

    static final Key<List<Named.Entry<Parts>>> BENEFITS = optional("benefits",
            new Named<>("a benefit", NAME, Choice
                    .kinds(FLAG_BLOCK, ATTRIBUTE_BLOCK, ALLOWANCE_BLOCK, EXCHANGE_BLOCK, PARTNER_BLOCK,
                            WARRANTY_BLOCK, SERVICE_BLOCK)
                    .inShort("a benefit with the key that says of which kind it is: flag, attribute, allowance,"
                            + " exchange, partner, warranty or service")),
            "What members have by their plans and tiers, or by hand.");

    static final Key<List<Named.Entry<Parts>>> STOCKS = optional("stocks",
            new Named<>("a stock", NAME, STOCK_BLOCK), "The stocks that benefits take pieces of.");

    static final Key<Parts> OFFERS = optional("offers", OFFERS_BLOCK,
            "What offers of coupons may do, each of which is a file of its own. Left out: there are none.");

    static final Key<ContractChange.Applies> APPLIES = required("applies",
            Choice.words(List.of(ContractChange.Applies.values()), ContractChange.Applies::word), "from-next-renewal",
            "Whom the change reaches: all now, each subscription from its next renewal, what is bought from now on, or new members.");
    static final Key<LocalDate> AT_LATEST = optional("at-latest", DATE,
            "The day from which it reaches all in any case. Left out: it never does.");
    static final Block CHANGE_BLOCK = Block.of("a change", APPLIES, AT_LATEST);
    static final Key<List<Named.Entry<Parts>>> CHANGED_PLANS = optional("plans",
            new Named<>("a plan", NAME, CHANGE_BLOCK),
            "For whom each plan changes that says something else than before.");
    static final Key<List<Named.Entry<Parts>>> CHANGED_BENEFITS = optional("benefits",
            new Named<>("a benefit", NAME, CHANGE_BLOCK),
            "For whom each benefit of a plan changes that says something else than before.");
    static final Key<Parts> CHANGES = optional("changes", Block.of("changes", CHANGED_PLANS, CHANGED_BENEFITS),
            "For whom what members already have changes with these terms; must be said of each thing that does.");

    static final Key<Texts> SERIES_NAMES = names("{zh: 自测价值, en: Worth by a survey}");
    static final Key<ReportedSeries.Measures> MEASURES = required("measures",
            Choice.words(List.of(ReportedSeries.Measures.values()), ReportedSeries.Measures::word), "perceived-value",
            "What it says: the worth of a term of a plan at list prices or as members see it, or how many people could be"
                    + " members.");
    static final Key<Integer> SERIES_PLAN =
            optional("plan", Words.PLAN, "The plan that a worth is of; required where it is one.");
    static final Key<Texts> SOURCE = required("source", TEXTS, "{zh: 年度会员调查, en: our yearly survey of members}",
            "Who found it out; shown beside whatever is made of it.");
    static final Key<List<Named.Entry<Words.Amount>>> SERIES_VALUES = required("values",
            new Named<>("a day", Words.DAY_NAME, AMOUNT), "{2025-01-01: 300}",
            "What it says from which day on: money for a worth, a whole number for a market.");
    static final Key<List<Named.Entry<Parts>>> SERIES = optional("series",
            new Named<>("a series", NAME,
                    Block.of("a series", SERIES_NAMES, MEASURES, SERIES_PLAN, SOURCE, SERIES_VALUES)),
            "Figures that somebody else found out, for the operator's figures; no rule sees them.");

    static final Block TERMS = Block.of("the terms", PROGRAMME, DATE_OF_TERMS, PROGRAMME_NAMES, FOR, PROMISE,
            MONEY_CODE, ZONE_OF_DAYS, COUNTRY, ANNOUNCED, JOINS, DAILY_TOTALS, MEMBERS, ACTIVITIES, CURRENCIES, EARNING,
            LADDERS, PLANS, BENEFITS, STOCKS, OFFERS, CHANGES, SERIES);
}
