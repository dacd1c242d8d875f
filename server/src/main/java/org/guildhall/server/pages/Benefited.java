package org.guildhall.server.pages;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.BenefitView;
import org.guildhall.core.member.MemberView.ClaimView;
import org.guildhall.core.member.MemberView.SourceView;
import org.guildhall.core.member.MemberView.WarrantyView;
import org.guildhall.server.shown.Masks;
import org.jspecify.annotations.Nullable;

/**
 * A benefit that a member has or used before.
 *
 * @param has the value of an attribute, or what is left of an allowance and until when; null for what is only there
 * @param given what gives it and until when, or that nothing does any more
 * @param used what was used in all and what it was worth; null for nothing
 * @param claims what was asked for of it and is not over, a line each
 * @param warranties what is promised about which order, and until when
 */
record Benefited(
        String benefit, @Nullable String has, String given, @Nullable String used, List<String> claims,
        List<String> warranties) {
    /** In the order of the terms. @param own whether it is the member who reads: others see no whole code */
    static List<Benefited> all(MemberView view, Reading reading, boolean own) {
        return view.benefits()
                .values()
                .stream()
                .filter(one -> one.has() || one.ever() > 0 || !one.warranties().isEmpty()
                        || claims(view, one.benefit()).findAny().isPresent())
                .map(one -> of(one, view, reading, own))
                .toList();
    }

    private static Benefited of(BenefitView view, MemberView member, Reading reading, boolean own) {
        return new Benefited(reading.names().benefit(view.benefit()), has(view, reading), given(view, reading),
                used(view, reading),
                claims(member, view.benefit()).map(claim -> claim(claim, reading, own)).toList(),
                view.warranties().stream().map(one -> warranty(one, reading)).toList());
    }

    private static Stream<ClaimView> claims(MemberView member, String benefit) {
        return member.claims().stream().filter(claim -> claim.benefit().equals(benefit));
    }

    /** What there is of a claim, and until when. */
    private static String claim(ClaimView claim, Reading reading, boolean own) {
        Words words = reading.words();
        String what = words.say("claim." + claim.state());
        if (!claim.code().isEmpty()) {
            what = words.say("claim.code", own ? claim.code() : Masks.code(claim.code()));
        } else if (!claim.account().isEmpty()) {
            what = words.say("claim.account", what, claim.account());
        } else if (claim.state().equals("held")) {
            what = words.say("claim.uses", reading.statement().used("uses", claim.left()));
        }
        return claim.until() == Long.MAX_VALUE ? what
                : words.say("claim.until", what, words.moment(claim.until(), zone(reading)));
    }

    private static String warranty(WarrantyView one, Reading reading) {
        Words words = reading.words();
        return one.until() == Long.MAX_VALUE
                ? words.say("benefit.warranty.waits", one.order())
                : words.say("benefit.warranty", one.order(), words.moment(one.until(), zone(reading)));
    }

    private static @Nullable String has(BenefitView view, Reading reading) {
        Words words = reading.words();
        if (view.has() && view.choice() != null && view.choice().chosen() == null) {
            return words.say("benefit.choice");
        }
        if (view.service() != null) {
            return words.say("benefit.service", words.of(view.service().promise()),
                    words.period(view.service().answered()));
        }
        if (view.from() != 0 && view.has() && view.kind().equals("flag")) {
            return words.say("benefit.from", reading.statement().money(view.from()));
        }
        boolean claimed = view.unit().equals("claims");
        if (!claimed && !view.kind().equals("allowance") || !view.has()) {
            return view.value();
        }
        if (view.left() == Long.MAX_VALUE) {
            return claimed ? null : words.say("benefit.unlimited");
        }
        String left = reading.statement().used(view.unit(), view.left());
        String limit = reading.statement().used(view.unit(), view.limit());
        return view.renewsAt() == Long.MAX_VALUE
                ? words.say("benefit.left", left, limit)
                : words.say("benefit.left.until", left, limit, words.moment(view.renewsAt(), zone(reading)));
    }

    private static String given(BenefitView view, Reading reading) {
        Words words = reading.words();
        return view.has()
                ? view.sources()
                        .stream()
                        .map(source -> given(source, reading))
                        .distinct()
                        .collect(Collectors.joining(words.gap()))
                : words.say("benefit.none");
    }

    private static String given(SourceView source, Reading reading) {
        Words words = reading.words();
        String name = switch (source.by()) {
            case "plan" -> reading.names().plan(source.name());
            case "tier" -> reading.names().tier(source.name().replaceFirst("/.*", ""), source.name());
            case "pack" -> reading.names().rule(source.name());
            default -> words.say("benefit.hand");
        };
        return source.until() == Long.MAX_VALUE
                ? words.say("benefit.by", name)
                : words.say("benefit.by.until", name, words.day(source.until(), zone(reading)));
    }

    private static @Nullable String used(BenefitView view, Reading reading) {
        if (view.ever() == 0) {
            return null;
        }
        String used = reading.statement().used(view.unit().equals("claims") ? "uses" : view.unit(), view.ever());
        return view.worth() == 0 || view.unit().equals("money")
                ? reading.words().say("benefit.used", used)
                : reading.words().say("benefit.used.worth", used, reading.statement().money(view.worth()));
    }

    private static ZoneId zone(Reading reading) {
        return reading.terms().calendar().zone();
    }
}
