package org.guildhall.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions give for the example order, and how the rule fails where they give nothing. */
final class ExpressionTableTest {
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            true                                                            => true
            activity.amount > 0                                             => true
            activity.amount > 120.5                                         => false
            activity.amount >= 120.5                                        => true
            activity.amount < 120.505                                       => true
            120.49 < activity.amount                                        => true
            activity.amount <= 9223372036854775                             => true
            activity.amount < 999999999999999999                            => true
            activity.amount == 120.50                                       => true
            activity.amount == 120.505                                      => false
            activity.amount != 120.505                                      => true
            activity.amount in [1, 120.5]                                   => true
            activity.amount in [1, 2, 3.5]                                  => false
            activity.amount == activity.nights * 40 + 0.5                   => true
            activity.nights == activity.weight                              => false
            activity.nights in [1, activity.nights]                         => true
            activity.business == "food"                                     => true
            "lodging" == activity.business                                  => false
            activity.business != "lodging"                                  => true
            activity.business in ["food"]                                   => true
            activity.business in ["food", "lodging"]                        => true
            activity.business in ["lodging", "transport", "food"]           => true
            !(activity.business in ["lodging", "transport"])                => true
            activity.amount > 0 && activity.business in ["food", "lodging"] => true
            activity.gift                                                   => true
            activity.gift == true                                           => true
            !activity.gift                                                  => false
            activity.gift != member.joined                                  => false
            has(activity.brand)                                             => false
            has(activity.gift_cards)                                        => true
            has(activity.brand) && activity.brand.size() > 3                => false
            activity.brand == "Acme"                                        => false
            activity.brand != "Acme"                                        => true
            activity.brand in ["Acme", "Bolt"]                              => false
            activity.brand == activity.brand                                => false
            activity.leaflet == false                                       => false
            activity.leaflet != false                                       => true
            activity.leaflet                                                => fails: found no activity.leaflet, expected one or has(activity.leaflet) before it
            activity.paid_with_points == 0                                  => false
            activity.paid_with_points in [0]                                => false
            activity.paid_with_points > 0                                   => fails: found no activity.paid_with_points, expected one or has(activity.paid_with_points) before it
            activity.brand.startsWith("A")                                  => fails: found no activity.brand, expected one or has(activity.brand) before it
            activity.note.startsWith("会员")                                 => true
            activity.note.endsWith("card")                                  => true
            activity.note.contains("员 c")                                   => true
            activity.note.contains('x')                                     => false
            activity.note.size() == 7                                       => true
            activity.note in ["a", "会员 card"]                              => true
            activity.payer == activity.recipient                            => false
            activity.payer != activity.recipient                            => true
            activity.payer == "p1"                                          => true
            activity.payer in ["p0", "p1"]                                  => true
            activity.due.month() == 6                                       => true
            activity.due.day_of_month() == 1                                => true
            activity.due == activity.due                                    => true
            activity.placed < at                                            => true
            activity.placed == at                                           => false
            at.day_of_week()                                                => 6
            at.day_of_month()                                               => 31
            at.month()                                                      => 5
            at.hour()                                                       => 23
            at.day_of_week() in [6, 7]                                      => true
            at.month() == member.birthday.month()                           => true
            at.month() == member.joined_at.month()                          => true
            member.joined                                                   => true
            member.city == "oslo"                                           => true
            member.membership in ["black-gold", "black-diamond"]            => true
            "plus" in member.plans                                          => true
            "family-plus" in member.plans                                   => false
            !("plus" in member.plans) || member.joined                      => true
            member.membership == "ordinary"                                 => false
            available("points")                                             => 1500
            available("miles")                                              => 12.34
            available("points") >= 1000                                     => true
            count("order", "30 days")                                       => 4
            total("payment", "calendar month")                              => 250.00
            count("order", "lifetime") == 4                                 => true
            activity.lines.size()                                           => 3
            size(activity.lines) > 2                                        => true
            activity.lines.exists(l, l.category == "frozen")                => true
            activity.lines.exists(l, l.price > 100)                         => false
            activity.lines.exists_one(l, l.category == "frozen")            => true
            activity.lines.exists_one(l, l.category == "fresh")             => false
            activity.lines.all(l, l.quantity > 0)                           => true
            activity.lines.all(l, l.brand == "Acme")                        => false
            activity.lines.filter(l, l.category == "fresh").size()          => 2
            activity.lines.filter(l, l.category == "fresh").sum(f, f.quantity * f.price) => 20.99
            activity.lines.filter(l, l.quantity > 1).filter(m, m.price < 1).size() => 1
            activity.lines.filter(l, l.quantity > 5).all(l, false)          => true
            activity.lines.sum(l, l.quantity * l.price)                     => 120.49
            activity.lines.sum(l, l.quantity)                               => 6
            activity.lines.sum(l, has(l.discount) ? l.discount : 0)         => 0.1250
            activity.lines.map(l, l.price).exists(p, p == 99.5)             => true
            activity.lines.map(l, l.quantity * 2).filter(q, q > 3).size()   => 2
            activity.lines.map(l, l.quantity > 1, l.price).sum(p, p)        => 10.33
            "B-200" in activity.lines.map(l, l.product)                     => true
            "Acme" in activity.lines.map(l, l.brand)                        => true
            activity.business in activity.lines.map(l, l.business)          => true
            activity.lines.map(l, l).exists(m, m.price > 99)                => true
            activity.lines.exists(activity, activity.price > 99)            => true
            activity.lines.exists(l, l.business == activity.business)       => true
            activity.amount                                                 => 120.50
            activity.amount * 2                                             => 241.00
            activity.amount * 0.1                                           => 12.050
            0.1 + 0.2                                                       => 0.3
            0.1 + 0.2 == 0.3                                                => true
            1.50e1 + 1                                                      => 16
            -activity.amount                                                => -120.50
            - 1.5 * 2                                                       => -3.0
            --1                                                             => 1
            -1.5 + activity.amount                                          => 119.00
            1 - 1.25                                                        => -0.25
            activity.amount - activity.gift_cards                           => 100.50
            activity.amount-1                                               => 119.50
            activity.weight * activity.nights                               => 3.750
            activity.nights + 0.25                                          => 3.25
            2 * 3 + 4                                                       => 10
            (1 + 2) * 3                                                     => 9
            min(activity.amount, 100)                                       => 100.00
            max(activity.nights, 3.5)                                       => 3.5
            abs(0 - activity.amount)                                        => 120.50
            floor(activity.amount)                                          => 120
            floor(-activity.amount)                                         => -121
            ceil(activity.amount)                                           => 121
            ceil(-activity.amount)                                          => -120
            floor(activity.nights)                                          => 3
            round(activity.amount, 1, "down")                               => 120.5
            round(activity.amount, 0, "half-up")                            => 121
            round(activity.amount, 0, "half-even")                          => 120
            round(-activity.amount, 0, "up")                                => -121
            round(activity.weight, 2, "half-even")                          => 1.25
            round(activity.amount, 5, "down")                               => 120.50
            whole(activity.amount, 50)                                      => 2
            whole(activity.amount, 0.5)                                     => 241
            whole(-activity.amount, 50)                                     => -3
            whole(activity.amount, activity.nights)                         => 40
            whole(activity.amount, activity.nights - 3)                     => fails: found whole of 0, expected a divisor above 0
            divide(activity.amount, 3, 2, "half-up")                        => 40.17
            divide(activity.amount, 3, 0, "down")                           => 40
            divide(1, activity.nights, 4, "up")                             => 0.3334
            divide(-activity.amount, activity.weight, 1, "half-up")         => -96.4
            divide(activity.amount, -3, 2, "half-up")                       => -40.17
            divide(1, activity.nights - 3, 2, "down")                       => fails: found a division by 0, expected another divisor
            divide(999999999999999999, activity.nights, 0, "down")          => 333333333333333333
            divide(activity.nights * 100000000000000000, 4, 2, "down")      => 75000000000000000.00
            whole(activity.nights * 100000000000000000, 400000000000000.25) => 749
            activity.business == "food" ? activity.amount * 2 : 1           => 241.00
            activity.gift ? 1 : 2.50                                        => 1.0
            (activity.gift ? "a" : "b") == "a"                              => true
            (activity.gift ? activity.amount > 1 : false)                   => true
            activity.amount * 999999999999999999                            => fails: found 12050 * 999999999999999999, expected a number that fits 63 bits
            activity.gift || activity.leaflet                               => true
            false && activity.leaflet                                       => false
            !activity.gift && activity.leaflet                              => false
            "a" == "a"                                                      => true
            "abc".contains("b")                                             => true
            1 == 0.5 * 2                                                    => true
            activity.nights == 1.5 * 2                                      => true
            activity.nights != 1.5 * 2                                      => false
            activity.nights in [1.5 * 2]                                    => true
            3 == activity.nights                                            => true
            activity.amount == 999999999999999999                           => false
            1 in [1, 2]                                                     => true
            """)
    void gives(String text, String result) {
        assertThat(evaluated(text, Example.OF_ORDER)).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0} is {1} for the first line")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            line.quantity * line.price         => 20.00
            line.category == "fresh"           => true
            line.business == activity.business => false
            line.product.startsWith("A-")      => true
            has(line.brand)                    => false
            activity.amount                    => 120.50
            line.brand == "Acme" || line.price > 5 => true
            line.brand.size() > 0              => fails: found no line.brand, expected one or has(line.brand) before it
            """)
    void givesForALine(String text, String result) {
        assertThat(evaluated(text, Example.OF_LINE)).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0} is always {1}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            -139                                     => -139
            100 - 239                                => -139
            -(1.5 * 2)                               => -3.0
            min(1, -2.5)                             => -2.5
            max(1, 2)                                => 2
            abs(1 - 3)                               => 2
            floor(-1.5)                              => -2
            ceil(1.5)                                => 2
            round(2.345, 2, "half-up")               => 2.35
            whole(100, 30)                           => 3
            divide(1, 3, 2, "down")                  => 0.33
            1 < 2 ? -1 : activity.amount             => -1.00
            whole(999999999999999999, 0.000001)      => null
            activity.amount - activity.amount        => null
            activity.gift ? -1 : -1                  => null
            """)
    void isAlways(String text, String number) {
        Quantity quantity = ((Compiled.Sound<Quantity>) COMPILER.quantity(text, Example.OF_ORDER)).expression();

        assertThat(String.valueOf(quantity.always())).isEqualTo(number);
    }

    static String evaluated(String text, Scope scope) {
        try {
            if (COMPILER.condition(text, scope) instanceof Compiled.Sound<Condition> sound) {
                return Boolean.toString(sound.expression().test(Example.facts()));
            }
            return switch (COMPILER.quantity(text, scope)) {
                case Compiled.Sound<Quantity> sound -> BigDecimal.valueOf(
                        sound.expression().function().evaluate(Example.facts()), sound.expression().scale()).toString();
                case Compiled.Faulty<Quantity> faulty -> "problem: " + faulty.problems().get(0).message();
            };
        } catch (RuleFailedException failed) {
            return "fails: " + failed.getMessage();
        }
    }
}
