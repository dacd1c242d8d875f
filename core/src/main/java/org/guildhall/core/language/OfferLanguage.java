package org.guildhall.core.language;

import static org.guildhall.core.language.Key.optional;
import static org.guildhall.core.language.Key.required;
import static org.guildhall.core.language.Language.MORE;
import static org.guildhall.core.language.Language.TEXTS;
import static org.guildhall.core.language.Language.names;
import static org.guildhall.core.language.Words.AMOUNT;
import static org.guildhall.core.language.Words.CALENDAR;
import static org.guildhall.core.language.Words.KIND;
import static org.guildhall.core.language.Words.NAME;
import static org.guildhall.core.language.Words.PERIOD;
import static org.guildhall.core.language.Words.PROGRAMME_NAME;
import static org.guildhall.core.language.Words.YES_NO;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.guildhall.core.terms.CodeText;
import org.guildhall.core.terms.Coupon.Given;
import org.guildhall.core.terms.Coupon.OnRefund;
import org.guildhall.core.terms.Coupon.Stacks;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Texts;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/** The table of the language of offers, made as that of terms is. */
final class OfferLanguage {
    private OfferLanguage() {}

    private static final int MOST_COUPONS = 100_000_000;

    private static final Shape<Limit.Per> STRETCH = new Choice<Limit.Per>()
            .value(Words.unit("calendar ", Limit.Per.Calendar::new))
            .word("lifetime", new Limit.Per.Lifetime())
            .inShort(
                    "calendar day, calendar week, calendar month, calendar quarter, calendar half-year, calendar year or"
                            + " lifetime");

    private static Shape<Optional<Words.Amount>> amountOr(String none) {
        return new Choice<Optional<Words.Amount>>().word(none, Optional.empty()).value(AMOUNT.as(Optional::of));
    }

    // What a coupon is good for

    private static final Scalar<Words.Amount> MONEY_OFF =
            new Scalar<>(AMOUNT.words(), AMOUNT.schema(), (text, reading) -> {
                if (!text.text().matches("[0-9.]+ *%")) {
                    return AMOUNT.parser().parse(text, reading);
                }
                reading.problems()
                        .wrong(text, "an amount of money; a part off is said with percent",
                                "percent: {is: " + text.text().replaceAll("[ %]", "") + ", most: unlimited}");
                return null;
            });
    static final Key<Words.Amount> OFF = required("off", MONEY_OFF, "5", "So much money off.");
    static final Key<Words.Amount> PERCENT_IS =
            required("is", AMOUNT, "20",
                    "How many percent come off: above 0, up to 100, at most 2 digits after the point.");
    static final Key<Optional<Words.Amount>> MOST = required("most", amountOr("unlimited"), "50",
            "The most that comes off, or unlimited: then it is the most-off of the terms.");
    static final Key<Parts> PERCENT = required("percent", Block.of("a part off", PERCENT_IS, MOST),
            "{is: 20, most: 50}", "A part off: 20 percent, which elsewhere is said as 8 of 10.");
    static final Key<Words.Amount> STEP_FROM =
            required("from", AMOUNT, "300", "What is in scope comes to so much at least.");
    static final Key<Words.Amount> STEP_OFF = required("off", AMOUNT, "30", "So much money off then.");
    static final Key<List<Parts>> LADDER =
            required("ladder", Several.list(Block.of("a step", STEP_FROM, STEP_OFF)),
                    "[{from: 300, off: 30}, {from: 500, off: 60}]",
                    "Money off by steps, of which the highest one that is reached counts; each is higher and takes more off.");
    static final Key<Words.Amount> FULL = required("full", AMOUNT, "300", "For each time that so much is full …");
    static final Key<Words.Amount> EACH_OFF = required("off", AMOUNT, "50", "… so much money comes off.");
    static final Key<Parts> EACH = required("each", Block.of("money off again and again", FULL, EACH_OFF, MOST),
            "{full: 300, off: 50, most: unlimited}",
            "Money off for each time that what is in scope comes to an amount.");
    static final Key<Parts> DELIVERY = required("delivery", Block.of("no charge for delivery", MOST), "{most: 20}",
            "No charge for delivery; on a kind that has the field delivery.");
    static final Key<Words.Amount> PRICE = required("price", AMOUNT, "9.90",
            "What is in scope costs so much in all; at most the most-off of the terms comes off.");
    static final Key<Texts> GIFT =
            required("gift", TEXTS, "{zh: 一个礼品袋, en: a gift bag}", "Something that is given with the order.");
    static final Key<Texts> SERVICE =
            required("service", TEXTS, "{zh: 免费安装, en: free installation}", "Something that is done for the member.");
    static final Key<Words.Amount> COST = required("cost", AMOUNT, "20",
            "What one that is used costs, in money; at most the most-off of the terms.");

    // What every coupon says

    static final Key<Texts> COUPON_NAMES = names("{zh: 满3000减500, en: 500 off 3000}");
    static final Key<Integer> ON =
            required("on", KIND, "order", "The kind of activity that it is used on; permanent.");
    static final Key<Optional<Words.Amount>> FROM_AMOUNT = optional("from", amountOr("none"),
            "The least that what is in scope must come to, in money, or none. Left out: none.");
    static final Key<List<Named.Entry<List<Node.Text>>>> SCOPE = optional("scope",
            new Named<>("a field of the activity or of its lines", NAME, Several.oneOrMore(
                    Scalar.of("a word of the field, or a text", null, (text, reading) -> text))),
            "What an order, or a line of it, must be: each field has this value, or one of these. Left out: all is in scope.");
    static final Key<Boolean> FIRST_ORDER = optional("first-order", YES_NO,
            "Whether it is only for members who never did such an activity. Left out: no.");

    static final Key<Period> USABLE_FOR =
            required("for", PERIOD, "7 days", "How long it can be used from when the member got it.");
    static final Key<Moment> USABLE_FROM = required("from", Moment.SHAPE, "2025-06-01",
            "The day or the time from which it can be used, in the programme's zone.");
    static final Key<Moment> USABLE_UNTIL = required("until", Moment.SHAPE, "2025-07-01",
            "The first day or time at which it no longer can.");
    static final Key<CalendarUnit> UNTIL_END_OF = required("until-end-of", CALENDAR, "calendar month",
            "It can be used until this unit of the calendar ends, in which the member got it.");
    static final Key<Parts> USABLE = required("usable",
            Choice.kinds(Block.of("use for a time", USABLE_FOR),
                    Block.of("use between two times", USABLE_FROM, USABLE_UNTIL),
                    Block.of("use until an end", UNTIL_END_OF, MORE)),
            "{for: 7 days}", "When it can be used.");

    static final Key<List<DayOfWeek>> HOURS_ON = required("on",
            Several.oneOrMore(
                    Choice.words(List.of(DayOfWeek.values()), day -> day.toString().toLowerCase(Locale.ROOT))),
            "[saturday, sunday]", "The days of the week.");
    static final Key<Integer> HOURS_FROM =
            required("from", Moment.TIME_OF_DAY, "10:00", "The time from which it can be used on these days.");
    static final Key<Integer> HOURS_UNTIL = required("until", Moment.END_IN_DAY, "14:00",
            "The time at which it no longer can, on the same day; 24:00 for the end of the day.");
    static final Key<List<Parts>> HOURS = optional("hours",
            Several.oneOrMore(Block.of("hours", HOURS_ON, HOURS_FROM, HOURS_UNTIL)),
            "When in the week it can be used, one of these. Left out: at any time.");

    private static final String CODE_WORDS =
            "a code of 4 to 15 letters A to Z and digits, with hyphens between them, such as SPRING-TEA";
    private static final String CODE_PATTERN = "[A-Za-z0-9]+(-[A-Za-z0-9]+)*";
    static final Key<String> CODE = required("code",
            Scalar.of(CODE_WORDS, "^" + CODE_PATTERN + "$", OfferLanguage::code),
            "SPRING-TEA",
            "The code, the same for all members: case and hyphens do not count. It is never that of another coupon.");
    static final Key<Integer> TOGETHER =
            required("times", Words.whole(1, 1000), "25", "How many come each time, as far as the limits leave room.");
    static final Key<Given> GIVEN = required("given",
            new Choice<Given>().word(new Given.ByClaim().word(), new Given.ByClaim())
                    .word(new Given.ByGrant().word(), new Given.ByGrant())
                    .word(new Given.ByUniqueCode().word(), new Given.ByUniqueCode())
                    .block(Block.of("a code for all", CODE), parts -> new Given.ByCode(parts.need(CODE)))
                    .block(Block.of("coming with each term", Language.EACH_TERM, TOGETHER),
                            p -> new Given.OnSchedule(new Trigger.EachTerm(p.need(Language.EACH_TERM)),
                                    p.need(TOGETHER)))
                    .block(Block.of("coming with each stretch of a plan", Language.EACH, Language.WHILE, TOGETHER),
                            p -> new Given.OnSchedule(new Trigger.Each(p.need(Language.EACH), p.need(Language.WHILE)),
                                    p.need(TOGETHER)))
                    .block(Block.of("coming on a yearly day", Language.YEARLY, TOGETHER),
                            p -> new Given.OnSchedule(new Trigger.Yearly(p.need(Language.YEARLY)), p.need(TOGETHER))),
            "by-claim",
            "How members get it: they claim it; it is only granted; they send a code that is the same for all; each sends a code of"
                    + " their own, which is good once; or it comes by itself: with each term of a plan, each stretch while a"
                    + " plan runs, or on a day of the year.");
    static final Key<Integer> TIMES =
            required("times", Words.whole(1, 1_000_000), "1", "How many one member can get in the stretch.");
    static final Key<Limit.Per> PER = required("per", STRETCH, "lifetime", "The stretch that the limit is for.");
    static final Key<List<Parts>> LIMIT = optional("limit",
            Several.oneOrMore(Block.of("a limit of coupons for one member", TIMES, PER)),
            "How many one member can get, one limit or a list of them; what is claimed, has a code or comes on a day has one. Left out: no limit.");
    static final Key<Integer> TRANSFERS = required("transfers",
            new Choice<Integer>().word("bound", 0).value(Words.whole(1, 1000)), "bound",
            "How often it can be handed on to another member; bound for not at all.");
    static final Key<Stacks> STACKS = required("stacks",
            Choice.words(List.of(Stacks.values()), Stacks::word), "one-per-order",
            "Whether it can be used with other coupons in one order: alone, one-per-order of its like, or freely.");
    static final Key<OnRefund> ON_REFUND = required("on-refund",
            Choice.words(List.of(OnRefund.values()), OnRefund::word), "given-back",
            "What becomes of it when the whole order that it was used on is given back.");
    static final Key<Optional<Integer>> STOCK = required("stock",
            new Choice<Optional<Integer>>().word("unlimited", Optional.empty())
                    .value(Words.whole(1, MOST_COUPONS).as(Optional::of)),
            "unlimited", "How many there are in all, or unlimited.");
    static final Key<Boolean> UNUSED = optional("unused",
            new Choice<Boolean>().word("returns", true).word("gone", false),
            "Whether what ends unused returns to the stock and the budgets; required where there are any.");
    static final Key<List<Named.Entry<Integer>>> FUNDED_BY = required("funded-by",
            new Named<>("a payer", NAME, Words.whole(1, 100)), "{platform: 100}",
            "Who of the payers of the terms bears what it takes off or costs, in whole percents that add up to 100.");

    private static @Nullable String code(Node.Text text, Reading reading) {
        int length = CodeText.plain(text.text()).length();
        if (text.text().matches(CODE_PATTERN) && length >= 4 && length < CodeText.SYMBOLS) {
            return text.text();
        }
        reading.problems().wrong(text, CODE_WORDS, null);
        return null;
    }

    private static Block coupon(String what, Key<?> first, Key<?>... more) {
        List<Key<?>> keys = new java.util.ArrayList<>(List.of(first, COUPON_NAMES, ON));
        keys.addAll(List.of(more));
        keys.addAll(
                List.of(SCOPE, FIRST_ORDER, USABLE, HOURS, GIVEN, LIMIT, TRANSFERS, STACKS, ON_REFUND, STOCK, UNUSED,
                        FUNDED_BY));
        return new Block(what, List.copyOf(keys));
    }

    // The file

    static final Key<String> PROGRAMME =
            required("programme", PROGRAMME_NAME, "my-shop", "The programme that the offer is of; permanent.");
    static final Key<String> OFFER = required("offer", NAME, "mid-year-sale", "The offer's name; permanent.");
    static final Key<Texts> OFFER_NAMES = names("{zh: 年中大促, en: Mid-year sale}");
    static final Key<Moment> FROM = required("from", Moment.SHAPE, "2025-06-01",
            "The day or the time from which its coupons can be had, in the programme's zone.");
    static final Key<Moment> UNTIL = required("until", Moment.SHAPE, "2025-06-21",
            "The first day or time at which they no longer can.");
    static final Key<Node.Text> AUDIENCE = optional("audience",
            Words.expression("a condition, such as member.joined"),
            "Who can have them; looked at when one is claimed or granted. Left out: everyone.");
    private static final Scalar<Node.Text> PAYER = Scalar.of("the name of a payer", null,
            (text, reading) -> NAME.parser().parse(text, reading) == null ? null : text);
    static final Key<Integer> BUDGET_COUPONS =
            required("coupons", Words.whole(1, MOST_COUPONS), "100000", "The most coupons that are given in all.");
    static final Key<Words.Amount> BUDGET_MONEY = required("money", AMOUNT, "50000",
            "The most that the coupons given may take off or cost, each counted with the most it can.");
    static final Key<Node.Text> BUDGET_PAYER =
            optional("payer", PAYER, "The payer whose part of the money it is. Left out: all of the money.");
    static final Key<Limit.Per> BUDGET_PER =
            required("per", STRETCH, "lifetime", "The stretch that the budget is for.");
    static final Key<List<Parts>> BUDGETS = optional("budgets",
            Several.oneOrMore(Choice.kinds(Block.of("a budget of coupons", BUDGET_COUPONS, BUDGET_PER),
                    Block.of("a budget of money", BUDGET_MONEY, BUDGET_PAYER, BUDGET_PER))),
            "What the offer may give at the most; all of them hold. Left out: only the stock of each coupon limits it.");
    static final Key<Integer> SLICE = optional("slice", Words.whole(1, 100_000),
            "How many of a coupon each shard of the engine is leased at a time, so that many claims are decided side by side;"
                    + " what a shard does not give goes back after seconds, and until then may be refused elsewhere."
                    + " Left out: 1, no slices.");
    static final Key<List<Named.Entry<Parts>>> COUPONS = required("coupons",
            new Named<>("a coupon", NAME, Choice
                    .kinds(coupon("a coupon with money off", OFF, FROM_AMOUNT),
                            coupon("a coupon with a part off", PERCENT, FROM_AMOUNT),
                            coupon("a coupon with steps", LADDER),
                            coupon("a coupon with money off again and again", EACH),
                            coupon("a coupon for delivery", DELIVERY, FROM_AMOUNT),
                            coupon("a coupon for a price", PRICE, FROM_AMOUNT),
                            coupon("a coupon for a gift", GIFT, COST, FROM_AMOUNT),
                            coupon("a coupon for a service", SERVICE, COST, FROM_AMOUNT))
                    .inShort(
                            "a coupon with the key that says what it is good for: off, percent, ladder, each, delivery,"
                                    + " price, gift or service")),
            "{five-off: …}", "Its coupons; a name stays with its offer for ever.");

    static final Block OFFER_BLOCK =
            Block.of("an offer", PROGRAMME, OFFER, OFFER_NAMES, FROM, UNTIL, AUDIENCE, BUDGETS, SLICE, COUPONS);
}
