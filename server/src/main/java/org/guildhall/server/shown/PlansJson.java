package org.guildhall.server.shown;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.PaymentView;
import org.guildhall.core.member.MemberView.SeatView;
import org.guildhall.core.member.MemberView.SubscriptionView;
import org.guildhall.core.member.PaymentsView;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Plans of a member, and what was paid for them, as JSON: money is decimals in text, moments are in UTC, null for never. */
public record PlansJson(Terms terms) {
    public Map<String, @Nullable Object> subscription(SubscriptionView one) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("subscription", one.number());
        json.put("plan", one.plan());
        json.put("state", one.status());
        json.put("phase", one.phase());
        json.put("began", MemberJson.moment(one.began()));
        json.put("from", MemberJson.moment(one.from()));
        json.put("until", MemberJson.moment(one.until()));
        json.put("renews", one.renews());
        json.put("then", one.then());
        json.put("price", money(one.price()));
        json.put("agreed", money(one.agreed()));
        json.put("money", terms.money());
        json.put("resumes", MemberJson.moment(one.resumes()));
        json.put("terms", one.pinned() == null ? null : one.pinned().toString());
        json.put("awaits", one.payment() == null ? null : awaited(one.payment()));
        json.put("gift", one.gift());
        json.put("next", one.next() == null ? null : next(one.next()));
        json.put("seat", one.seat());
        json.put("seats", one.seats());
        return json;
    }

    private Map<String, @Nullable Object> next(MemberView.NextView next) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("until", MemberJson.moment(next.until()));
        json.put("price", money(next.price()));
        json.put("gift", next.gift());
        return json;
    }

    /** @param to by what its receiver is called; null for nothing */
    public Map<String, @Nullable Object> gift(MemberView.GiftView one, @Nullable String to) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("payment", one.payment());
        json.put("plan", one.plan());
        json.put("to", to);
        json.put("amount", money(one.amount()));
        json.put("money", terms.money());
        json.put("state", one.state());
        json.put("pay-until", MemberJson.moment(one.until()));
        json.put("reason", one.reason().isEmpty() ? null : one.reason());
        return json;
    }

    /** @param holder by what the holder is called; null for nothing */
    public Map<String, @Nullable Object> seat(SeatView one, @Nullable String holder) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("seat", one.number());
        json.put("plan", one.plan());
        json.put("subscription", one.subscription());
        json.put("holder", holder);
        json.put("state", one.taken() ? "taken" : "offered");
        json.put("until", MemberJson.moment(one.until()));
        return json;
    }

    private Map<String, @Nullable Object> awaited(PaymentView payment) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("payment", payment.number());
        json.put("kind", payment.kind());
        json.put("amount", money(payment.amount()));
        json.put("state", payment.state());
        json.put("due", MemberJson.moment(payment.dueAt()));
        json.put("pay-until", MemberJson.moment(payment.until()));
        json.put("retry-at", MemberJson.moment(payment.again()));
        return json;
    }

    /** The payments with what they come to by subscription. */
    public Map<String, @Nullable Object> payments(PaymentsView view) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("money", terms.money());
        json.put("payments", view.payments().stream().map(this::payment).toList());
        json.put("subscriptions", view.subscriptions().stream().map(this::sums).toList());
        json.put("incomes", view.incomes().stream().map(this::income).toList());
        return json;
    }

    private Map<String, @Nullable Object> income(PaymentsView.Income one) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("plan", one.plan());
        json.put("month", one.month() == null ? null : one.month().toString());
        json.put("amount", money(one.amount()));
        return json;
    }

    private Map<String, @Nullable Object> payment(PaymentsView.Payment one) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("payment", one.number());
        json.put("subscription", one.subscription() == 0 ? null : one.subscription());
        json.put("kind", one.kind());
        json.put("amount", money(one.amount()));
        json.put("state", one.state());
        json.put("attempts", one.attempts());
        json.put("of", one.of() == 0 ? null : one.of());
        json.put("due", MemberJson.moment(one.dueAt()));
        json.put("from", MemberJson.moment(one.from()));
        json.put("until", MemberJson.moment(one.until()));
        return json;
    }

    private Map<String, @Nullable Object> sums(PaymentsView.Sums one) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("subscription", one.subscription());
        json.put("plan", one.plan());
        json.put("charged", money(one.charged()));
        json.put("refunded", money(one.refunded()));
        json.put("reversed", money(one.reversed()));
        json.put("due", money(one.due()));
        json.put("refund-due", money(one.refundDue()));
        json.put("credited", money(one.credited()));
        return json;
    }

    private String money(long minor) {
        return MemberJson.decimal(minor, terms.moneyDigits());
    }
}
