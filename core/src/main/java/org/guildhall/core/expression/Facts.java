package org.guildhall.core.expression;

import org.guildhall.core.activity.Fields;
import org.guildhall.core.time.ZoneCalendar;

/** What an expression may look at while one activity of one member is decided. Used by one thread. */
public interface Facts {
    /** The most steps that all rules may take for one activity. */
    int MOST_STEPS = 1_000_000;

    /** The activity's moment, epoch milliseconds. */
    long at();

    ZoneCalendar calendar();

    /** The activity's fields; {@code amount} stands among them, also for kinds with lines. */
    Fields activity();

    int lines();

    Fields line(int index);

    /** The line that a rule {@code per: line} is looking at; throws for a rule per order. */
    Fields line();

    /** The member's declared fields. */
    Fields member();

    boolean joined();

    /** When the member joined, epoch milliseconds; throws for a guest. */
    long joinedAt();

    /** The symbol of the tier that the member holds in a ladder. */
    int tier(int ladder);

    /** Whether the member has a plan that runs, by its symbol; in its trial too, not while it is paused. */
    boolean hasPlan(int plan);

    /** What is available of a currency, in its scale. */
    long available(int currency);

    /** How many activities of a kind lie in the window that ends with this activity's day, itself not counted. */
    long count(int kind, Window window);

    /** What those activities amount to, in minor units. */
    long total(int kind, Window window);

    /** Counts one step of evaluation; throws {@link RuleFailedException} above the bound that was checked. */
    void step();
}
