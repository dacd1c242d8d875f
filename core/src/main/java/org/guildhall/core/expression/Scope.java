package org.guildhall.core.expression;

import java.util.List;
import java.util.Map;
import org.guildhall.core.terms.Field;

/**
 * What the names in an expression stand for. Names are as the file writes them; an expression writes a hyphen in the
 * name of a field, a ladder or {@code joined-at} as an underscore: {@code activity.gift_cards}.
 *
 * @param kinds the kinds of activity that the rule is on, none for a rule on no activity (a day of the year, an
 *        audience); only what all of them declare with the same type can be used
 * @param line whether there is a {@code line}: for rules {@code per: line}
 * @param members the declared fields of a member
 * @param personal the names of the fields that say who a member is; no expression may look at them
 * @param ladders by name
 * @param currencies by name, for {@code available}
 * @param kindNumbers the numbers of all kinds of the programme by name, for {@code count} and {@code total}
 * @param plans the symbols of all plans by name, for {@code member.plans}
 * @param moneyDigits digits of the money's minor unit: 2 for CNY
 * @param past how far windows reach back
 */
public record Scope(
        List<Kind> kinds,
        boolean line,
        List<Field> members,
        List<String> personal,
        Map<String, Tiers> ladders,
        Map<String, Points> currencies,
        Map<String, Integer> kindNumbers,
        Map<String, Integer> plans,
        int moneyDigits,
        Past past) {
    public Scope {
        kinds = List.copyOf(kinds);
        members = List.copyOf(members);
        personal = List.copyOf(personal);
    }

    /**
     * A kind of activity.
     *
     * @param fields what stands once; {@code amount} is added for a kind with lines
     * @param lines the fields of its lines; empty for a kind without lines
     */
    public record Kind(String name, List<Field> fields, List<Field> lines) {
        public Kind {
            fields = List.copyOf(fields);
            lines = List.copyOf(lines);
        }
    }

    /**
     * A ladder.
     *
     * @param number its symbol
     * @param tiers the symbols of its tiers by name, in ascending order
     */
    public record Tiers(int number, Map<String, Integer> tiers) {}

    /**
     * The daily totals that there are.
     *
     * @param days how many days they are kept
     * @param late how many of these days ago the activity can lie at which a window ends
     */
    public record Past(int days, int late) {}

    /** A currency: its symbol, and how many digits its points have after the point. */
    public record Points(int number, int scale) {}
}
