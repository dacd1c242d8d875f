package org.guildhall.app.mapping;

import java.time.DateTimeException;
import java.util.List;
import org.guildhall.core.language.Nearest;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.request.Moments;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Reads what members bring from another system; a row may give a lot, a standing, or both. For one thread. */
final class OpeningBinder {
    private final Mapping mapping;
    private final Mapping.Opening opening;
    private final Terms terms;
    private final Binder binder;

    OpeningBinder(Mapping mapping, Mapping.Opening opening, Terms terms, Binder binder) {
        this.mapping = mapping;
        this.opening = opening;
        this.terms = terms;
        this.binder = binder;
        check();
    }

    /** Finds the constants that name nothing in the terms, and columns that are no times. */
    private void check() {
        Mapping.Lot lot = opening.lot();
        if (lot != null) {
            name(lot.currency(), terms.currencies().stream().map(PointCurrency::name).toList(), "a currency");
            number(lot.amount());
            time(lot.earned());
            time(lot.expires());
        }
        Mapping.Standing standing = opening.standing();
        if (standing != null) {
            name(standing.ladder(), terms.ladders().stream().map(Ladder::name).toList(), "a ladder");
            time(standing.since());
            time(standing.until());
        }
        time(opening.joined());
    }

    private void name(Mapping.Target target, List<String> names, String what) {
        if (target.source() instanceof Source.Always always && !names.contains(always.text())) {
            target.node()
                    .add("\"" + always.text() + "\"", what + " of " + terms.programme() + ": "
                            + String.join(", ", names), Nearest.to(always.text(), names));
        }
    }

    private static void number(Mapping.Target target) {
        if (!(target.source() instanceof Source.From from)
                || !(from.column().format() instanceof Column.Format.Decimal)) {
            target.node().wrong("a column that is written as a number", null);
        }
    }

    private void time(Mapping.@Nullable Target target) {
        if (target == null) {
            return;
        }
        switch (target.source()) {
            case Source.Always always -> {
                try {
                    Moments.of(always.text(), mapping.zone);
                } catch (DateTimeException wrong) {
                    target.node().add("\"" + always.text() + "\"", "a time such as 2026-01-01 00:00", null);
                }
            }
            case Source.From from -> {
                if (!from.column().format().isTime()) {
                    target.node().wrong("a column that is written as a time", null);
                }
            }
            case Source.Made made -> target.node().wrong("a column that is written as a time", null);
        }
    }

    Binder.Bound asKind() {
        return new Binder.Bound(0, "opening", List.of(), opening.id(),
                binder.cells(opening.node(), opening.fields(), terms.members(), "a member"), null);
    }

    @Nullable
    Long joined(FileRow row) throws BadValueException {
        Mapping.Target joined = opening.joined();
        return joined == null ? null : moment(row, joined);
    }

    /** @param at the moment of the opening, where a lot does not say when it was earned, or a standing since when it is held */
    void read(FileRow row, long at, List<MemberCommand.OpeningLot> lots, List<MemberCommand.OpeningStanding> standings)
            throws BadValueException {
        Mapping.Lot lot = opening.lot();
        if (lot != null && said(row, lot.amount())) {
            lots.add(lot(row, lot, at));
        }
        Mapping.Standing standing = opening.standing();
        if (standing != null && said(row, standing.tier())) {
            standings.add(standing(row, standing, at));
        }
    }

    private MemberCommand.OpeningLot lot(FileRow row, Mapping.Lot lot, long at) throws BadValueException {
        String name = text(row, lot.currency());
        PointCurrency currency = terms.currency(name);
        if (currency == null) {
            throw wrong(name,
                    "one of " + String.join(", ", terms.currencies().stream().map(PointCurrency::name).toList()),
                    lot.currency());
        }
        Source.From amount = (Source.From) lot.amount().source();
        Long earned = lot.earned() == null ? null : moment(row, lot.earned());
        Long expires = lot.expires() == null ? null : moment(row, lot.expires());
        long points = row.number(amount.column(), currency.scale()) * (amount.negated() ? -1 : 1);
        if (points < 0) {
            throw BadValueException.of(row.slice(amount.column()), "points from 0").in(amount.column());
        }
        return new MemberCommand.OpeningLot(currency.number(), points, earned == null ? at : earned,
                expires == null ? Long.MAX_VALUE : expires);
    }

    private MemberCommand.OpeningStanding standing(FileRow row, Mapping.Standing standing, long at)
            throws BadValueException {
        String ladderName = text(row, standing.ladder());
        Ladder ladder = terms.ladders().stream().filter(one -> one.name().equals(ladderName)).findFirst().orElse(null);
        if (ladder == null) {
            throw wrong(ladderName,
                    "one of " + String.join(", ", terms.ladders().stream().map(Ladder::name).toList()),
                    standing.ladder());
        }
        String tierName = text(row, standing.tier());
        Ladder.Tier tier = ladder.tiers().stream().filter(one -> one.name().equals(tierName)).findFirst().orElse(null);
        if (tier == null) {
            throw wrong(tierName,
                    "one of " + String.join(", ", ladder.tiers().stream().map(Ladder.Tier::name).toList()),
                    standing.tier());
        }
        Long since = standing.since() == null ? null : moment(row, standing.since());
        Long until = standing.until() == null ? null : moment(row, standing.until());
        return new MemberCommand.OpeningStanding(ladder.number(), tier.number(), since == null ? at : since,
                until == null ? Long.MAX_VALUE : until);
    }

    private static BadValueException wrong(String found, String expected, Mapping.Target target) {
        BadValueException wrong = BadValueException.of(found, expected);
        return target.source() instanceof Source.From from ? wrong.in(from.column()) : wrong;
    }

    private static boolean said(FileRow row, Mapping.Target target) {
        return !(target.source() instanceof Source.From from) || !row.slice(from.column()).isEmpty();
    }

    private static String text(FileRow row, Mapping.Target target) throws BadValueException {
        return switch (target.source()) {
            case Source.Always always -> always.text();
            case Source.From from -> {
                String text = row.text(from.column());
                yield from.words().getOrDefault(text, text);
            }
            case Source.Made made -> row.made(made.template(), () -> 1);
        };
    }

    private @Nullable Long moment(FileRow row, Mapping.Target target) throws BadValueException {
        return switch (target.source()) {
            case Source.Always always -> (Long) Moments.of(always.text(), mapping.zone);
            case Source.From from -> row.slice(from.column()).isEmpty() ? null : (Long) row.moment(from.column());
            case Source.Made made -> null;
        };
    }
}
