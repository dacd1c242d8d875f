package org.guildhall.server.shown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.member.OutlookView;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** What a member is told of a plan before they renew, change or leave it, as JSON: money is decimals in text, moments are in UTC. */
public final class OutlookJson {
    private final Terms terms;
    private final OutlookWords words;

    /** @param offers whose coupons are told of by their names @param language of what is said in words */
    public OutlookJson(Terms terms, Offers offers, Locale language) {
        this.terms = terms;
        words = new OutlookWords(terms, offers, language);
    }

    public Map<String, @Nullable Object> of(OutlookView view) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("plan", view.plan());
        json.put("state", view.status());
        json.put("seat", view.seat());
        json.put("offered-until", MemberJson.moment(view.offered()));
        json.put("renews", view.renews());
        json.put("money", terms.money());
        json.put("from", MemberJson.moment(view.from()));
        json.put("until", MemberJson.moment(view.until()));
        json.put("fee", money(view.fee()));
        json.put("used", view.used().stream().map(this::used).toList());
        json.put("worth", money(view.worth()));
        json.put("renewal", view.renewal() == null ? null : renewal(view.renewal()));
        json.put("changes", view.changes().stream().map(this::change).toList());
        json.put("leaving", leaving(view.leaving()));
        json.put("offers", view.offers().stream().map(this::offer).toList());
        json.put("words", words.of(view));
        return json;
    }

    private Map<String, @Nullable Object> used(OutlookView.Used used) {
        int digits = used.unit().equals(Benefit.Unit.MONEY.word()) ? terms.moneyDigits() : 0;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("benefit", used.benefit());
        json.put("unit", used.unit());
        json.put("amount", MemberJson.decimal(used.amount(), digits));
        json.put("worth", money(used.worth()));
        return json;
    }

    private Map<String, @Nullable Object> renewal(OutlookView.Renewal renewal) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("at", MemberJson.moment(renewal.at()));
        json.put("plan", renewal.plan());
        json.put("price", money(renewal.price()));
        json.put("due", money(renewal.due()));
        json.put("consent", renewal.consent());
        return json;
    }

    private Map<String, @Nullable Object> change(OutlookView.Change change) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("to", change.plan());
        json.put("at-once", change.atOnce());
        json.put("at", MemberJson.moment(change.at()));
        json.put("price", money(change.price()));
        json.put("due", money(change.due()));
        json.put("back", money(change.back()));
        return json;
    }

    private Map<String, @Nullable Object> leaving(OutlookView.Leaving leaving) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("at", MemberJson.moment(leaving.at()));
        json.put("back", money(leaving.back()));
        json.put("resumes", MemberJson.moment(leaving.resumes()));
        json.put("ends", leaving.ends());
        json.put("stays", leaving.stays().stream().map(OutlookJson::stays).toList());
        json.put("points", points(leaving.points()));
        return json;
    }

    private static Map<String, @Nullable Object> stays(OutlookView.Stays stays) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("benefit", stays.benefit());
        json.put("by", stays.by());
        json.put("name", stays.name());
        json.put("value", stays.value());
        json.put("until", MemberJson.moment(stays.until()));
        return json;
    }

    private static Map<String, String> points(List<OutlookView.Points> all) {
        Map<String, String> json = new LinkedHashMap<>();
        all.forEach(points -> json.put(points.currency(), MemberJson.decimal(points.amount(), points.scale())));
        return json;
    }

    private Map<String, @Nullable Object> offer(OutlookView.Offer offer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("offer", offer.name());
        json.put("gives", offer.kind());
        json.put("credit", money(offer.credit()));
        json.put("until", MemberJson.moment(offer.until()));
        json.put("to", offer.to());
        return json;
    }

    private String money(long minor) {
        return MemberJson.decimal(minor, terms.moneyDigits());
    }
}
