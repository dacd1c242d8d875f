package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Stock;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What may not change from one terms to the next, because members hold it: the programme's name, money and zone; the
 * ids of kinds, currencies, ladders, tiers, plans and benefits; scales, types of fields, what a kind does; the kind and unit
 * of a benefit.
 */
final class Permanence {
    private final Terms before;
    private final Terms after;
    private final Parts file;
    private final Problems problems;

    Permanence(Terms before, Terms after, Parts file, Problems problems) {
        this.before = before;
        this.after = after;
        this.file = file;
        this.problems = problems;
    }

    void check() {
        same(Language.PROGRAMME, before.programme());
        same(Language.MONEY_CODE, before.money());
        same(Language.ZONE_OF_DAYS, before.calendar().zone());
        if (file.get(Language.DATE_OF_TERMS) != null && !after.date().isAfter(before.date())) {
            file.wrong(Language.DATE_OF_TERMS, "a date after " + before.date() + ", the terms before these", null);
        }
        stay(Language.ACTIVITIES, before.kinds().stream().map(ActivityKind::name).toList());
        stay(Language.CURRENCIES, before.currencies().stream().map(PointCurrency::name).toList());
        stay(Language.LADDERS, before.ladders().stream().map(Ladder::name).toList());
        stay(Language.PLANS, before.plans().stream().map(Plan::name).toList());
        stay(Language.BENEFITS, before.benefits().stream().map(Benefit::name).toList());
        stay(Language.STOCKS, before.stocks().stream().map(Stock::name).toList());
        before.kinds().forEach(this::kind);
        before.currencies().forEach(this::currency);
        before.ladders().forEach(this::tiers);
        before.benefits().forEach(this::benefit);
        before.stocks().forEach(this::stock);
        Parts members = file.get(Language.MEMBERS);
        if (members != null) {
            fields(members, Language.MEMBER_FIELDS, before.members(), after.members());
        }
    }

    private <T> void same(Key<T> key, T old) {
        T now = file.get(key);
        if (now != null && !now.equals(old)) {
            file.wrong(key, old + ": the " + key.name() + " is permanent", old.toString());
        }
    }

    /** Every name that was there is there still. */
    private void stay(Key<List<Named.Entry<Parts>>> section, List<String> old) {
        List<Named.Entry<Parts>> entries = file.or(section, List.of());
        if (file.said(section) && file.get(section) == null) {
            return;
        }
        stay(section.name(), file.said(section) ? file.place(section) : file.title(), old, entries);
    }

    private void stay(String section, Place place, List<String> old, List<Named.Entry<Parts>> entries) {
        Set<String> now = new TreeSet<>(entries.stream().map(Named.Entry::name).toList());
        List<String> added = new ArrayList<>(now);
        added.removeAll(old);
        for (String name : old) {
            if (!now.contains(name)) {
                Named.Entry<Parts> renamed = entries.stream()
                        .filter(entry -> entry.name().equals(Nearest.to(name, added)))
                        .findFirst()
                        .orElse(null);
                if (renamed == null) {
                    problems.add(place, section + " without " + name, name + ": an id is permanent", null);
                } else {
                    problems.wrong(renamed.key(), name + ": an id is permanent", name);
                }
            }
        }
    }

    private void kind(ActivityKind old) {
        Parts parts = parts(Language.ACTIVITIES, old.name());
        ActivityKind now = after.kind(old.number());
        if (parts == null || now == null) {
            return;
        }
        if (!old.role().getClass().equals(now.role().getClass())) {
            problems.add(parts.title(), old.name() + " with another role", "what it was: " + role(old.role()), null);
        }
        fields(parts, Language.FIELDS, old.fields(), now.fields());
        fields(parts, Language.LINES, old.lines(), now.lines());
    }

    private static String role(ActivityKind.Role role) {
        return switch (role) {
            case ActivityKind.Role.Plain plain -> "a kind that stands for itself";
            case ActivityKind.Role.Return back -> "a kind that returns";
            case ActivityKind.Role.Fulfilment fulfilment -> "a kind that fulfils";
        };
    }

    private void fields(Parts parts, Key<List<Named.Entry<Words.TypeOf>>> key, List<Field> old, List<Field> now) {
        for (Named.Entry<Words.TypeOf> entry : parts.or(key, List.of())) {
            Field was = named(old, Words.withoutMark(entry.name()));
            Field is = named(now, Words.withoutMark(entry.name()));
            if (was != null && is != null && !alike(was.type(), is.type())) {
                problems.add(entry.place(), was.name() + " as " + FieldsReader.words(is.type()),
                        FieldsReader.words(was.type()) + ": the type of a field is permanent", null);
            }
        }
    }

    private static @Nullable Field named(List<Field> fields, String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElse(null);
    }

    /** Words may be added and left out: each has its own number for ever. */
    private static boolean alike(FieldType old, FieldType now) {
        return old instanceof FieldType.OneOf || old instanceof FieldType.Text
                ? old.getClass().equals(now.getClass())
                : old.equals(now);
    }

    private void currency(PointCurrency old) {
        Parts parts = parts(Language.CURRENCIES, old.name());
        if (parts == null) {
            return;
        }
        Integer scale = parts.get(Language.SCALE);
        if (scale != null && scale != old.scale()) {
            parts.wrong(Language.SCALE, old.scale() + ": the scale is permanent", String.valueOf(old.scale()));
        }
        Boolean countsOnly = parts.get(Language.COUNTS_ONLY);
        if (countsOnly != null && countsOnly != old.countsOnly()) {
            String was = old.countsOnly() ? "yes" : "no";
            parts.wrong(Language.COUNTS_ONLY, was + ": whether a currency counts only is permanent", was);
        }
    }

    private void tiers(Ladder old) {
        Parts parts = parts(Language.LADDERS, old.name());
        List<Named.Entry<Parts>> tiers = parts == null ? null : parts.get(Language.TIERS);
        if (tiers != null) {
            stay("tiers", Objects.requireNonNull(parts).place(Language.TIERS),
                    old.tiers().stream().map(Ladder.Tier::name).toList(), tiers);
        }
    }

    private void benefit(Benefit old) {
        Parts parts = parts(Language.BENEFITS, old.name());
        Benefit now = after.benefit(old.number());
        if (parts == null || now == null) {
            return;
        }
        if (!old.kind().getClass().equals(now.kind().getClass())) {
            problems.add(parts.title(), old.name() + " as " + word(now.kind()),
                    word(old.kind()) + ": the kind of a benefit is permanent", null);
        } else if (old.unit() != now.unit()) {
            Parts allowance = Objects.requireNonNull(parts.get(Language.ALLOWANCE));
            allowance.wrong(Language.ALLOWANCE_UNIT, old.unit().word() + ": the unit of an allowance is permanent",
                    old.unit().word());
        } else {
            old.values()
                    .stream()
                    .filter(value -> now.rank(value.number()) < 0)
                    .findFirst()
                    .ifPresent(gone -> gone(parts, gone));
        }
    }

    private static void gone(Parts benefit, Benefit.Value value) {
        boolean attribute = benefit.said(Language.ATTRIBUTE);
        Parts of = benefit.get(attribute ? Language.ATTRIBUTE : Language.SERVICE);
        if (of != null) {
            of.wrong(attribute ? Language.VALUES : Language.LEVELS,
                    "a list with " + value.name() + ": members may have it", null);
        }
    }

    private void stock(Stock old) {
        Parts parts = parts(Language.STOCKS, old.name());
        Stock now = after.stock(old.number());
        if (parts != null && now != null && old.codes() != now.codes()) {
            String was = old.codes() ? "codes" : "pieces";
            parts.wrong(Language.HOLDS, was + ": what a stock holds is permanent", was);
        }
    }

    private static String word(Benefit.Kind kind) {
        return switch (kind) {
            case Benefit.Kind.Flag flag -> "a flag";
            case Benefit.Kind.Attribute attribute -> "an attribute";
            case Benefit.Kind.Allowance allowance -> "an allowance";
            case Benefit.Kind.Exchange exchange -> "an exchange";
            case Benefit.Kind.Partner partner -> "a partner membership";
            case Benefit.Kind.Warranty warranty -> "a warranty";
            case Benefit.Kind.Service service -> "a service";
        };
    }

    private @Nullable Parts parts(Key<List<Named.Entry<Parts>>> section, String name) {
        return file.or(section, List.of())
                .stream()
                .filter(entry -> entry.name().equals(name))
                .map(Named.Entry::value)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse(null);
    }
}
