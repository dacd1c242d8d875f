package org.guildhall.server.pages;

import java.util.List;
import java.util.stream.Collectors;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Symbols;

/**
 * A benefit of the programme.
 *
 * @param about how much of it there is, and what gives it
 * @param used how much was used so far
 * @param worth what that was worth
 * @param cost what it cost
 */
record BenefitsNow(String name, String about, String used, String worth, String cost) {
    static List<BenefitsNow> all(Reading reading, Totals totals) {
        return reading.terms().benefits().stream().map(benefit -> of(benefit, reading, totals)).toList();
    }

    private static BenefitsNow of(Benefit benefit, Reading reading, Totals totals) {
        long used = totals.benefit(benefit.name(), "used");
        return new BenefitsNow(reading.words().of(benefit.names()), about(benefit, reading),
                used == 0 ? "" : reading.statement().used(benefit.unit().word(), used),
                money(totals.benefit(benefit.name(), "worth"), reading),
                money(totals.benefit(benefit.name(), "cost"), reading));
    }

    private static String money(long amount, Reading reading) {
        return amount == 0 ? "" : reading.statement().money(amount);
    }

    private static String about(Benefit benefit, Reading reading) {
        Words words = reading.words();
        String much = switch (benefit.kind()) {
            case Benefit.Kind.Flag flag -> "";
            case Benefit.Kind.Attribute attribute ->
                    attribute.values().stream().map(Benefit.Value::name).collect(Collectors.joining(" · "));
            case Benefit.Kind.Service service ->
                    service.levels()
                            .stream()
                            .map(level -> words.of(level.promise()))
                            .collect(Collectors.joining(" · "));
            case Benefit.Kind.Warranty warranty -> words.period(warranty.period());
            case Benefit.Counted counted -> counted.limit() == Benefit.UNLIMITED
                    ? words.say("benefit.unlimited")
                    : words.say("benefit.at.most",
                            reading.statement()
                                    .used(counted instanceof Benefit.Claimed ? "claims" : benefit.unit().word(),
                                            counted.limit()),
                            words.say("per." + word(counted.per())));
        };
        String given = benefit.givenBy().isEmpty()
                ? words.say("benefit.by.hand")
                : words.say("benefit.by", benefit.givenBy()
                        .stream()
                        .map(source -> source(source, reading))
                        .distinct()
                        .collect(Collectors.joining(words.say("comma"))));
        return much.isEmpty() ? given : words.say("benefit.about", much, given);
    }

    private static String source(Benefit.Source source, Reading reading) {
        Symbols symbols = reading.terms().symbols();
        return switch (source) {
            case Benefit.Source.ByPlan plan -> reading.names().plan(symbols.name(plan.plan()));
            case Benefit.Source.FromTier tier ->
                    reading.names().tier(symbols.name(tier.ladder()), symbols.name(tier.tier()));
        };
    }

    private static String word(Benefit.Per per) {
        return switch (per) {
            case Benefit.Per.Calendar calendar -> "calendar." + calendar.unit().word();
            case Benefit.Per.Membership membership -> "membership." + (membership.months() == 1 ? "month" : "year");
            case Benefit.Per.Term term -> "term";
            case Benefit.Per.Lifetime lifetime -> "lifetime";
        };
    }
}
