package org.guildhall.app.importing;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.guildhall.app.mapping.RowCounts;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * The account of an import, for people and for machines.
 *
 * @param refusedFile where the refused rows are, null where none is
 * @param firstRefused the first of them
 */
public record ImportReport(
        Path file, Terms terms, Reconciliation account, @Nullable Path refusedFile,
        RefusedFile.@Nullable Refused firstRefused) {

    public Map<String, Object> json() {
        RowCounts rows = account.rows();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("programme", terms.programme());
        json.put("rows", rows.rows());
        json.put("rows-without-member", rows.withoutMember());
        json.put("rows-left-out", rows.skipped());
        json.put("rows-refused", rows.refused());
        json.put("rows-in-orders", rows.inOrders());
        json.put("window-needed", rows.windowNeeded() == 0 ? null : rows.windowNeeded());
        json.put("orders", account.orders());
        json.put("accepted", account.accepted());
        json.put("repeated", account.repeated());
        json.put("refused", account.refused());
        json.put("members", account.members());
        Reconciliation.Unmatched unmatched = account.unmatched();
        if (unmatched != null) {
            Map<String, Object> returns = new LinkedHashMap<>();
            returns.put("returns", unmatched.returns());
            returns.put("lines", unmatched.lines());
            returns.put("value", money(unmatched.value()).toPlainString());
            returns.put("money", terms.money());
            json.put("unmatched-returns", returns);
        }
        json.put("refused-file", Objects.toString(refusedFile, null));
        json.put("first-refused", firstRefused == null ? null
                : Map.of("line", firstRefused.line(), "reason",
                        firstRefused.reason(), "detail", firstRefused.detail()));
        json.put("seconds", Math.round(account.seconds() * 1000) / 1000.0);
        json.put("rows-per-second", Math.round(account.rowsPerSecond()));
        return json;
    }

    public String text() {
        RowCounts rows = account.rows();
        StringBuilder text = new StringBuilder();
        text.append(file.getFileName()).append(" into ").append(terms.programme()).append("\n\n");
        line(text, 0, "rows", rows.rows());
        line(text, 1, "without a member", rows.withoutMember());
        rows.skipped().forEach((reason, count) -> line(text, 1, "left out: " + reason, count));
        rows.refused().forEach((reason, count) -> line(text, 1, "refused: " + reason, count));
        line(text, 1, "in orders", rows.inOrders());
        line(text, 0, "orders", account.orders());
        line(text, 1, "accepted", account.accepted());
        line(text, 1, "repeated", account.repeated());
        account.refused().forEach((reason, count) -> line(text, 1, "refused: " + reason, count));
        line(text, 0, "members", account.members());
        Reconciliation.Unmatched unmatched = account.unmatched();
        if (unmatched != null && unmatched.returns() > 0) {
            line(text, 0, "returns that found no purchase", unmatched.returns());
            line(text, 1, "lines", unmatched.lines());
            text.append(String.format(Locale.ROOT, "    %-34s %,13.2f %s%n", "worth", money(unmatched.value()),
                    terms.money()));
        }
        text.append(String.format(Locale.ROOT, "%n%.1f s, %,.0f rows a second", account.seconds(),
                account.rowsPerSecond()));
        if (rows.windowNeeded() > 0) {
            text.append(String.format(Locale.ROOT, "%n%nrows came after the window of their order: expected one of at"
                    + " least %d rows.%nTo have those orders whole, widen it and import into a new directory.%n",
                    rows.windowNeeded()));
        }
        if (refusedFile != null) {
            text.append("\nrefused rows and why: ").append(refusedFile);
        }
        if (firstRefused != null) {
            text.append("\n  the first: line ").append(firstRefused.line()).append(", ").append(firstRefused.reason());
            text.append(firstRefused.detail().isEmpty() ? "" : ": " + firstRefused.detail());
        }
        return text.toString();
    }

    private BigDecimal money(long minor) {
        return BigDecimal.valueOf(minor, terms.moneyDigits());
    }

    private static void line(StringBuilder text, int depth, String what, long count) {
        text.append(String.format(Locale.ROOT, "%s%-" + (36 - 2 * depth) + "s %,13d%n", "  ".repeat(depth + 1), what,
                count));
    }
}
