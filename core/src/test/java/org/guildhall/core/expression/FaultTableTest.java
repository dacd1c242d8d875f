package org.guildhall.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an expression: where from, where to, and what is said about it. */
final class FaultTableTest {
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', maxCharsPerColumn = 1000, textBlock = """
            activity.busines == "food" => 9-16 found activity.busines, expected a field of the activity (amount, business, brand, note, gift_cards, paid_with_points, nights, weight, gift, leaflet, payer, recipient and 3 more), did you mean activity.business
            activty.amount > 0 => 0-7 found activty, expected one of activity, member, at, did you mean activity
            amount > 0 => 0-6 found amount, expected one of activity, member, at, did you mean activity.amount
            activity.gift-cards > 0 => 0-19 found activity.gift-cards, expected an underscore for each hyphen of a name, did you mean activity.gift_cards
            activity.paid-with-points > 0 => 0-25 found activity.paid-with-points, expected an underscore for each hyphen of a name, did you mean activity.paid_with_points
            activity.amount - cards > 0 => 18-23 found cards, expected one of activity, member, at, did you mean activity.gift_cards
            activity.business == "hotel" => 21-28 found "hotel", expected one of food, lodging, transport
            activity.business == "fod" => 21-26 found "fod", expected one of food, lodging, transport, did you mean "food"
            activity.business in ["food", "loging"] => 30-38 found "loging", expected one of food, lodging, transport, did you mean "lodging"
            member.membership == "black_gold" => 21-33 found "black_gold", expected a tier of ordinary, black-gold, black-diamond, did you mean "black-gold"
            member.membership in ["gold", "platin"] => 22-28 found "gold", expected a tier of ordinary, black-gold, black-diamond, did you mean "black-gold" ; 30-38 found "platin", expected a tier of ordinary, black-gold, black-diamond
            "pluss" in member.plans => 0-7 found "pluss", expected a plan in quotes: plus, family-plus, did you mean "plus"
            member.city in member.plans => 0-11 found member.city, expected a plan in quotes: plus, family-plus
            member.plans == "plus" => 0-12 found member.plans (the member's plans), expected a plan's name in member.plans
            member.membrship == "ordinary" => 7-16 found member.membrship, expected a field of the member (city, birthday, membership, joined, joined_at, plans), did you mean member.membership
            activity.business > 0 => 0-17 found activity.business (a declared word), expected a number
            activity.amount == "12" => 19-23 found "12" (a text), expected a number
            activity.business == 3 => 21-22 found 3 (a number), expected one of food, lodging, transport
            activity.business == activity.brand => 21-35 found activity.brand (a text), expected one of food, lodging, transport
            activity.business + 1 > 0 => 0-17 found activity.business (a declared word), expected a number
            activity.amount / 2 > 1 => 16-17 found /, expected a division that says how it rounds, did you mean divide(a, b, 2, "half-up") or whole(a, b)
            activity.amount % 2 == 1 => 16-17 found %, expected a division that says how it rounds, did you mean a - b * whole(a, b)
            activity.lines[0].price > 1 => 0-17 found activity.lines[0], expected all lines at once, did you mean exists, filter or sum
            line.price > 1 => 0-4 found line, expected activity.lines, for the rule is not per: line, did you mean activity.lines.exists(l, condition)
            activity.lines.price > 1 => 0-14 found activity.lines (lines), expected something with the field price
            activity.lines.sum(l, l.prise) > 1 => 24-29 found l.prise, expected a field of a line (product, category, business, quantity, price, brand, discount), did you mean l.price
            activity.lines.sum(l, l.category) > 1 => 22-32 found l.category (a declared word), expected a number
            activity.lines.exists(l, l.quantity) => 25-35 found l.quantity (a number), expected true or false
            activity.lines.exists(l) => 0-24 found activity.lines.exists(l), expected it written as activity.lines.exists(l, condition)
            activity.brand.exists(l, true) => 0-14 found activity.brand (a text), expected activity.lines
            activity.lines.exists(1, true) => 22-23 found 1, expected a name for each element, such as l
            activity.lines.exists(l, l.price > 0 && m.price > 0) => 40-41 found m, expected one of activity, member, at, l, did you mean l
            activity.brand.matches("A.*") => 15-22 found matches, expected one of the functions exists, exists_one, all, filter, map, sum, size, startsWith, endsWith, contains, day_of_week, day_of_month, month, hour, did you mean startsWith, endsWith or contains
            activity.payer.startsWith("a") => 0-14 found activity.payer (a key), expected a text
            activity.payer < activity.recipient => 0-14 found activity.payer (a key), expected a number
            activity.brand < "b" => 0-14 found activity.brand (a text), expected a number
            has(activity.lines) => 4-18 found activity.lines, expected an optional field, for this is always there
            has(activity.brnd) => 13-17 found activity.brnd, expected a field of the activity (amount, business, brand, note, gift_cards, paid_with_points, nights, weight, gift, leaflet, payer, recipient and 3 more), did you mean activity.brand
            has(activity) => 0-13 found has(activity), expected the name of an optional field, as in has(activity.brand)
            count("ordr", "30 days") > 1 => 6-12 found "ordr", expected a kind of activity in quotes (order, payment), did you mean "order"
            count("order", "30 day") > 1 => 15-23 found "30 day", expected a window such as "30 days", "12 months", "calendar month" or "lifetime", did you mean "30 days"
            count("order", "month") > 1 => 15-22 found "month", expected a window such as "30 days", "12 months", "calendar month" or "lifetime", did you mean "calendar month"
            count(order, "lifetime") > 1 => 6-11 found order, expected a kind of activity in quotes (order, payment), did you mean "order"
            total("order") > 1 => 0-14 found total("order"), expected it written as total("order", "calendar month")
            available("point") > 1 => 10-17 found "point", expected a currency in quotes (points, miles), did you mean "points"
            available(points) > 1 => 10-16 found points, expected a currency in quotes (points, miles), did you mean "points"
            round(activity.amount, 2, "halfup") > 1 => 26-34 found "halfup", expected a way to round (down, up, half-up, half-even), did you mean "half-up"
            round(activity.amount, -1, "up") > 1 => 23-25 found -1, expected a number of digits from 0 to 18
            round(activity.amount, activity.nights, "up") > 1 => 23-38 found activity.nights, expected a number of digits from 0 to 18
            divide(1, 0, 2, "up") > 1 => 10-11 found 0, expected a number other than 0
            whole(activity.amount, 0) > 1 => 23-24 found 0, expected a number above 0
            mim(1, 2) > 1 => 0-3 found mim, expected one of the functions has, min, max, abs, floor, ceil, round, divide, whole, available, count, total, did you mean min
            at.getMonth() == 1 => 3-11 found getMonth, expected one of the functions exists, exists_one, all, filter, map, sum, size, startsWith, endsWith, contains, day_of_week, day_of_month, month, hour, did you mean month
            at.day_of_weak() == 1 => 3-14 found day_of_weak, expected one of the functions exists, exists_one, all, filter, map, sum, size, startsWith, endsWith, contains, day_of_week, day_of_month, month, hour, did you mean day_of_week
            activity.due.hour() == 1 => 0-12 found activity.due (a day), expected a moment such as at
            activity.due < at => 15-17 found at (a moment), expected a day
            timestamp("2025-01-01T00:00:00Z") < at => 0-9 found timestamp, expected one of the functions has, min, max, abs, floor, ceil, round, divide, whole, available, count, total
            activity.amount => 0-15 found activity.amount (a number), expected true or false
            activity.amount > 0 and activity.gift => 20-23 found and, expected an operator or the end, did you mean &&
            not activity.gift => 0-3 found not, expected an operator, did you mean !
            activity.amount = 1 => 16-17 found =, expected an operator or the end, did you mean ==
            activity.amount <> 1 => 16-18 found <>, expected an operator, did you mean !=
            activity.amount > => 17-17 found the end, expected the rest of the expression
            activity.business == "food => 21-26 found "food, expected a closing ", did you mean "food"
            activity.amount > 5u => 18-20 found 5u, expected a number without a letter
            activity.amount > 1e30 => 18-22 found 1e30, expected a number of at most 18 digits
            activity.amount > 99999999999999999999 => 18-38 found 99999999999999999999, expected a number of at most 18 digits
            activity.brand == null => 18-22 found null, expected a value, did you mean !has(activity.brand)
            activity == 1 => 0-8 found activity (the activity), expected one of its fields
            {"a": 1} == 1 => 0-8 found {"a": 1}, expected no maps, but a list such as [1, 2]
            Point{x: 1} == 1 => 0-11 found Point{x: 1}, expected no structures, but a value
            b"abc" == "abc" => 0-6 found b"abc", expected a number, a text in quotes, true or false
            activity.business in [] => 21-23 found [], expected at least one value
            activity.business in "food" => 21-27 found "food" (a text), expected a list such as ["a", "b"]
            activity.gift ? 1 : "a" => 20-23 found "a" (a text), expected a number
            1 + true > 0 => 4-8 found true (true or false), expected a number
            activity.amount * 0.000000001 * 0.000000001 > 1 => 0-43 found activity.amount * 0.000000001 * 0.000000001 with more digits, expected at most 18 digits after the point, did you mean round(a, 2, "half-up")
            activity.lines.exists(a, activity.lines.exists(b, a.price > b.price)) => 0-69 found an expression of up to 1001000 steps, expected at most 100000
            activity.busines == "food" && member.membrship == "gold" && activty.x => 9-16 found activity.busines, expected a field of the activity (amount, business, brand, note, gift_cards, paid_with_points, nights, weight, gift, leaflet, payer, recipient and 3 more), did you mean activity.business ; 37-46 found member.membrship, expected a field of the member (city, birthday, membership, joined, joined_at, plans), did you mean member.membership ; 60-67 found activty, expected one of activity, member, at, did you mean activity
            1 2 => 2-3 found 2, expected an operator or the end
            member > 0 => 0-6 found member (the member), expected a number
            (activity.amount > 1 => 20-20 found the end, expected the rest of the expression
            activity.lines.map(l, activity.lines) == 1 => 22-36 found activity.lines (lines), expected a single value
            dyn(1) == 1 => 0-3 found dyn, expected one of the functions has, min, max, abs, floor, ceil, round, divide, whole, available, count, total, did you mean the value itself, which needs no conversion
            size(activity.amount) > 1 => 5-20 found activity.amount (a number), expected lines or a text
            activity.lines == activity.lines => 0-14 found activity.lines (lines), expected exists, filter or sum over them
            activity.lines.filter(l, l.price) => 25-32 found l.price (a number), expected true or false
            """)
    void says(String text, String problems) {
        assertThat(said(text, Example.OF_ORDER)).isEqualTo(problems);
    }

    @Test
    void saysWhichKindsDoNotDeclareAField() {
        Scope both = Example.scope(List.of(Example.ORDER, Example.PAYMENT), false);
        assertThat(said("activity.amount > 0 && activity.business == \"food\"", both)).isEmpty();
        assertThat(said("activity.brand == \"a\"", both))
                .isEqualTo("9-14 found activity.brand, expected a field that payment also declares");
        assertThat(said("activity.nights > 1", both))
                .isEqualTo("9-15 found activity.nights, expected the same type of it in order, payment");
        assertThat(said("activity.lines.size() > 1", both)).startsWith("9-14 found activity.lines, expected a field");
    }

    @Test
    void knowsNoActivityWhereThereIsNone() {
        Scope none = Example.scope(List.of(), false);
        assertThat(said("activity.amount > 0", none)).isEqualTo("0-8 found activity, expected one of member, at");
        assertThat(said("member.membership == \"black-gold\"", none)).isEmpty();
    }

    @Test
    void saysNothingAndMoreThanNothing() {
        assertThat(said("", Example.OF_ORDER)).isEqualTo("0-0 found nothing, expected an expression");
        assertThat(said("  ", Example.OF_ORDER)).isEqualTo("0-2 found nothing, expected an expression");
        assertThat(said("activity.amount >\n  amont", Example.OF_ORDER))
                .isEqualTo("20-25 found amont, expected one of activity, member, at, did you mean activity.amount");
        assertThat(said("\"😀\" == activity.brnd", Example.OF_ORDER)).startsWith("17-21 found activity.brnd");
        assertThat(COMPILER.quantity("activity.gift", Example.OF_ORDER))
                .isEqualTo(new Compiled.Faulty<Quantity>(List.of(
                        new ExpressionProblem(0, 13, "activity.gift (true or false)", "a number", null))));
    }

    @Test
    void knowsWhatLooksOnlyAtTheActivity() {
        assertThat(looksOnlyAtActivity("activity.amount > 0 && at.month() == 1")).isTrue();
        assertThat(looksOnlyAtActivity("activity.lines.exists(l, l.price > 1)")).isTrue();
        assertThat(looksOnlyAtActivity("member.joined")).isFalse();
        assertThat(looksOnlyAtActivity("available(\"points\") > 1")).isFalse();
        assertThat(looksOnlyAtActivity("count(\"order\", \"lifetime\") > 1")).isFalse();
    }

    private static boolean looksOnlyAtActivity(String text) {
        return COMPILER.condition(text, Example.OF_ORDER) instanceof Compiled.Sound<Condition> sound
                && sound.looksOnlyAtActivity();
    }

    private static String said(String text, Scope scope) {
        return switch (COMPILER.condition(text, scope)) {
            case Compiled.Sound<Condition> sound -> "";
            case Compiled.Faulty<Condition> faulty -> faulty.problems()
                    .stream()
                    .map(problem -> problem.offset() + "-" + problem.end() + " " + problem.message())
                    .collect(Collectors.joining(" ; "));
        };
    }
}
