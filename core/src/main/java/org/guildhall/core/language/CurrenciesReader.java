package org.guildhall.core.language;

import static org.guildhall.core.language.Language.AS_LONG_AS_REVERSIBLE;
import static org.guildhall.core.language.Language.CANCELLABLE;
import static org.guildhall.core.language.Language.EXPIRES;
import static org.guildhall.core.language.Language.ON_LATE_CANCEL;
import static org.guildhall.core.language.Language.TAKEN_ON_RETURN;
import static org.guildhall.core.language.Language.TRANSFERABLE;
import static org.guildhall.core.language.Language.VESTS;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.ActivityKind.Role;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.Expiry;
import org.guildhall.core.terms.PointCurrency.OnLateCancel;
import org.guildhall.core.terms.PointCurrency.OnReturn;
import org.guildhall.core.terms.PointCurrency.Vesting;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/** Reads {@code currencies}. */
final class CurrenciesReader {
    private final Draft draft;

    CurrenciesReader(Draft draft) {
        this.draft = draft;
    }

    List<PointCurrency> read() {
        List<PointCurrency> currencies = new ArrayList<>();
        for (Named.Entry<Parts> entry : draft.entries(Language.CURRENCIES)) {
            if (entry.value() != null) {
                currencies.add(currency(entry.name(), entry.value()));
            }
        }
        return currencies;
    }

    private PointCurrency currency(String name, Parts parts) {
        int scale = parts.or(Language.SCALE, 0);
        Expiry expires = parts.or(EXPIRES, new Expiry.Never());
        Vesting vests = parts.or(VESTS, new Vesting.AtOnce());
        OnReturn onReturn = parts.or(TAKEN_ON_RETURN, OnReturn.BELOW_ZERO);
        spending(parts, expires);
        vesting(parts, expires, vests, onReturn);
        if (vests instanceof Vesting.On on) {
            vests = waiting(parts, on);
        }
        for (Parts limit : parts.or(Language.LIMITS, List.of())) {
            limit.refuse(Language.LIMIT_TIMES, "a currency is limited by an amount");
        }
        Words.Amount adjustable = parts.get(Language.ADJUSTABLE);
        return new PointCurrency(draft.reading.number("currency", name), name,
                parts.or(Language.CURRENCY_NAMES, Draft.NO_TEXTS), scale, parts.or(Language.COUNTS_ONLY, false),
                expires, vests, onReturn, draft.limits(parts, "currency " + name, scale, name),
                parts.get(CANCELLABLE), parts.or(ON_LATE_CANCEL, new OnLateCancel.Expire()),
                parts.or(TRANSFERABLE, false),
                adjustable == null ? 0 : draft.scaled(adjustable, scale, name));
    }

    private static void spending(Parts parts, Expiry expires) {
        Boolean countsOnly = parts.get(Language.COUNTS_ONLY);
        if (countsOnly == null) {
            return;
        }
        if (countsOnly) {
            String nothing = "a currency that counts only is never spent";
            parts.refuse(CANCELLABLE, nothing);
            parts.refuse(ON_LATE_CANCEL, nothing);
            if (parts.or(TRANSFERABLE, false)) {
                parts.wrong(TRANSFERABLE, "no: a currency that counts only stays with who earned it", "no");
            }
            return;
        }
        parts.require(CANCELLABLE, "30 days");
        parts.require(TRANSFERABLE, "no");
        if (expires instanceof Expiry.Never) {
            if (parts.get(EXPIRES) != null) {
                parts.refuse(ON_LATE_CANCEL, "these points never end");
            }
        } else {
            parts.require(ON_LATE_CANCEL, "expire");
        }
        if (expires instanceof Expiry.WithTermOf && parts.or(TRANSFERABLE, false)) {
            parts.wrong(TRANSFERABLE, "no: points that end with a term stay with whoever has the plan", "no");
        }
    }

    private void vesting(Parts parts, Expiry expires, Vesting vests, OnReturn onReturn) {
        switch (vests) {
            case Vesting.AtOnce atOnce -> {
                if (parts.get(VESTS) != null && onReturn == OnReturn.PENDING_ONLY) {
                    parts.wrong(TAKEN_ON_RETURN,
                            "down-to-zero or below-zero: points that vest at once are never pending",
                            "down-to-zero");
                }
            }
            case Vesting.After(var wait) -> {
                if (expires instanceof Expiry.After(var life, var rounded)
                        && Periods.mostDays(wait) >= Periods.leastDays(life)) {
                    parts.wrong(VESTS, "a vesting before the points end, " + life + " after the activity", null);
                }
            }
            case Vesting.On(int number, var unused, var either) -> {
                ActivityKind kind = draft.kind(number);
                if (kind != null && !(kind.role() instanceof Role.Fulfilment)) {
                    parts.wrong(VESTS, "a kind that fulfils another: " + kind.name() + " has no key fulfils",
                            fulfilment());
                }
            }
        }
    }

    /** An activity that can't be taken back any more is forgotten, and with it what its fulfilment would be for. */
    private Vesting.On waiting(Parts parts, Vesting.On on) {
        ActivityKind fulfilment = draft.kind(on.kind());
        ActivityKind fulfilled = fulfilment != null && fulfilment.role() instanceof Role.Fulfilment(int number)
                ? draft.kind(number)
                : null;
        Period longest = fulfilled == null ? null : fulfilled.reversible();
        if (fulfilled == null || longest == null) {
            return on;
        }
        if (on.within().equals(AS_LONG_AS_REVERSIBLE)) {
            return new Vesting.On(on.kind(), longest, on.otherwise());
        }
        if (!on.within().equals(longest) && Periods.mostDays(on.within()) > Periods.leastDays(longest)) {
            parts.wrong(VESTS, "within at most " + longest + ", as long as " + fulfilled.name() + " is reversible",
                    null);
        }
        return on;
    }

    private @Nullable String fulfilment() {
        return draft.kinds.values()
                .stream()
                .filter(kind -> kind.role() instanceof Role.Fulfilment)
                .findFirst()
                .map(kind -> "{on: " + kind.name() + "}")
                .orElse(null);
    }
}
