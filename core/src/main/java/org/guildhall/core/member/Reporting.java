package org.guildhall.core.member;

import java.time.YearMonth;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** What a plan brought in besides its fee is reported by month: reported again, it takes the place of what was said before. */
final class Reporting {
    private static final long MOST = 1_000_000_000_000L;

    private Reporting() {}

    static @Nullable MemberRefusal income(Decision decision, Terms terms, MemberCommand.ReportIncome told) {
        Member member = decision.member;
        int now = month(YearMonth.from(terms.calendar().date(member.time)));
        if (told.month() > now || told.month() <= now - Incomes.OPEN_MONTHS) {
            return new MemberRefusal.OutOfRange("month", start(terms, told.month()),
                    start(terms, now - Incomes.OPEN_MONTHS), start(terms, now));
        }
        if (told.amount() < 0 || told.amount() > MOST) {
            return new MemberRefusal.OutOfRange("amount", new Fact.Money(told.amount()), new Fact.Money(-1),
                    new Fact.Money(MOST));
        }
        if (member.subscriptions.stream().noneMatch(one -> one.lead() == null && one.plan() == told.plan())) {
            return Subscribing.notSubscribed(member, terms, told.plan());
        }
        int first = firstMonth(decision.catalogue, told.plan());
        if (told.month() < first) {
            return new MemberRefusal.PlanNotYet(terms.symbols().name(told.plan()), month(told.month()).toString(),
                    month(first).toString());
        }
        decision.emit(new MemberEvent.IncomeReported(new Incomes.Income(told.plan(), told.month(), told.amount())));
        return null;
    }

    /** The first month in which terms with the plan were in force. */
    private static int firstMonth(Catalogue catalogue, int plan) {
        return catalogue.all()
                .stream()
                .filter(dated -> dated.terms().plan(plan) != null)
                .mapToInt(dated -> month(YearMonth.from(dated.terms().calendar().date(dated.from()))))
                .min()
                .orElse(0);
    }

    /** A month as it is counted, from January of year 0. */
    static int month(YearMonth month) {
        return month.getYear() * 12 + month.getMonthValue() - 1;
    }

    static YearMonth month(int counted) {
        return YearMonth.of(counted / 12, counted % 12 + 1);
    }

    private static Fact start(Terms terms, int counted) {
        return new Fact.Moment(terms.calendar().startOf(month(counted).atDay(1)));
    }
}
