package org.guildhall.server.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.guildhall.core.member.OutlookView;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** What a member is told of a plan before they renew, change or leave it, in sentences of one language. */
public final class OutlookWords {
    private final Terms terms;
    private final Names names;
    private final Phrases phrases;
    private final Statement statement;

    /** @param offers whose coupons are told of by their names */
    public OutlookWords(Terms terms, Offers offers, Locale language) {
        this(terms, new Names(terms, offers, language), new Statement(terms, offers, language, Called.BY_KEY),
                language);
    }

    public OutlookWords(Terms terms, Names names, Statement statement, Locale language) {
        this.terms = terms;
        this.names = names;
        this.statement = statement;
        phrases = Phrases.in("outlook", language);
    }

    /** In the order in which people ask: what was had, what follows, what can be chosen, what ends and what stays. */
    public List<String> of(OutlookView view) {
        List<String> all = new ArrayList<>();
        if (view.offered() != Long.MAX_VALUE) {
            return List.of(phrases.of("offered", any -> day(view.offered())), phrases.of("decline"));
        }
        term(view, all);
        renewal(view, all);
        view.changes().forEach(change -> all.add(change(change)));
        leaving(view, all);
        view.offers().forEach(offer -> all.add(offer(view.plan(), offer)));
        return List.copyOf(all);
    }

    private void term(OutlookView view, List<String> all) {
        all.add(phrases.of(view.seat() ? "seat" : view.fee() == 0 ? "unpaid" : "fee", name -> switch (name) {
            case "fee" -> statement.money(view.fee());
            case "from" -> day(view.from());
            default -> day(view.until());
        }));
        for (OutlookView.Used used : view.used()) {
            all.add(phrases.of("used", name -> switch (name) {
                case "benefit" -> names.benefitOrCoupon(used.benefit());
                case "measured" -> statement.used(used.unit(), used.amount());
                default -> used.worth() == 0 || used.unit().equals("money") ? null : statement.money(used.worth());
            }));
        }
        all.add(view.worth() == 0 && view.used().isEmpty()
                ? phrases.of("unused")
                : phrases.of("worth", any -> statement.money(view.worth())));
    }

    private void renewal(OutlookView view, List<String> all) {
        OutlookView.Renewal renewal = view.renewal();
        if (renewal == null) {
            return;
        }
        boolean lives = !view.status().equals("awaited");
        if (lives && !view.renews() && !renewal.consent()) {
            // It is bought or given already, and nothing comes after it.
            all.add(phrases.of(renewal.due() == 0 ? "follows.paid" : "follows",
                    name -> name.equals("at") ? day(renewal.at()) : statement.money(renewal.due())));
            return;
        }
        String key = renewal.consent() ? "renews.consent" : renewal.plan().equals(view.plan()) ? "renews" : "renews.as";
        Function<String, @Nullable String> facts = name -> switch (name) {
            case "at" -> day(renewal.at());
            case "plan" -> names.plan(renewal.plan());
            case "due" -> statement.money(renewal.due());
            default -> statement.money(renewal.price());
        };
        all.add(phrases.of(key, facts));
        if (!renewal.consent() && renewal.due() != renewal.price()) {
            all.add(phrases.of("renews.due", facts));
        }
    }

    private String change(OutlookView.Change change) {
        return phrases.of(change.atOnce() ? "change.at-once" : "change.at-term-end", name -> switch (name) {
            case "plan" -> names.plan(change.plan());
            case "at" -> day(change.at());
            case "due" -> statement.money(change.due());
            case "back" -> change.back() == 0 ? null : statement.money(change.back());
            default -> statement.money(change.price());
        });
    }

    private void leaving(OutlookView view, List<String> all) {
        OutlookView.Leaving leaving = view.leaving();
        boolean now = leaving.back() == 0 && leaving.at() <= leaving.asked();
        boolean ends = !view.seat() && !view.renews() && leaving.at() > leaving.asked();
        all.add(phrases.of(ends ? "leave.ends" : now ? "leave.now" : "leave", any -> day(leaving.at())));
        if (!now) {
            all.add(leaving.back() == 0
                    ? phrases.of("back.nothing")
                    : phrases.of("back", any -> statement.money(leaving.back())));
        }
        if (leaving.resumes() != Long.MAX_VALUE) {
            all.add(phrases.of("pause", any -> day(leaving.resumes())));
        }
        if (!leaving.ends().isEmpty()) {
            all.add(phrases.of("ends", any -> String.join(phrases.of("list"),
                    leaving.ends().stream().map(names::benefit).toList())));
        }
        leaving.stays().forEach(stays -> all.add(stays(stays)));
        leaving.points()
                .forEach(points -> all.add(
                        phrases.of("points", any -> statement.points(points.amount(), points.currency()))));
    }

    private String stays(OutlookView.Stays stays) {
        return phrases.of(stays.by().equals("grant") ? "stays.grant" : "stays", name -> switch (name) {
            case "benefit" -> names.benefit(stays.benefit());
            case "value" -> stays.value();
            case "name" -> switch (stays.by()) {
                case "plan" -> names.plan(stays.name());
                case "pack" -> names.rule(stays.name());
                default -> names.tier(stays.name().replaceFirst("/.*", ""), stays.name());
            };
            default -> stays.until() == Long.MAX_VALUE ? null : day(stays.until());
        });
    }

    private String offer(String plan, OutlookView.Offer offer) {
        return phrases.of("offer." + offer.kind(), name -> switch (name) {
            case "offer" -> names.offer(plan, offer.name());
            case "credit" -> statement.money(offer.credit());
            case "plan" -> offer.to() == null ? null : names.plan(offer.to());
            default -> day(offer.until());
        });
    }

    private String day(long moment) {
        return terms.calendar().date(moment).toString();
    }
}
