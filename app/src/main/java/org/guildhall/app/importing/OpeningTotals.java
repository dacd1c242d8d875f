package org.guildhall.app.importing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.app.mapping.Mapping;
import org.guildhall.app.mapping.MappingException;
import org.guildhall.app.mapping.Order;
import org.guildhall.app.mapping.OrderStream;
import org.guildhall.app.mapping.RowSink;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/**
 * What opening balances come to, by currency in its scale.
 *
 * @param refusedRows rows that are in none of them
 */
public record OpeningTotals(Map<String, Long> points, long refusedRows) {

    /** As said on the command line; throws {@link IllegalArgumentException} for what is no amount of a currency. */
    public static OpeningTotals of(Map<String, String> said, Terms terms) {
        Map<String, Long> points = new TreeMap<>();
        said.forEach((name, text) -> {
            PointCurrency currency = terms.currency(name);
            if (currency == null) {
                throw new IllegalArgumentException("found the currency " + name + ", expected one of "
                        + String.join(", ", terms.currencies().stream().map(PointCurrency::name).toList()));
            }
            try {
                points.put(name, new BigDecimal(text).movePointRight(currency.scale()).longValueExact());
            } catch (ArithmeticException | NumberFormatException wrong) {
                throw new IllegalArgumentException("found the total \"" + text + "\" of " + name
                        + ", expected a number with at most " + currency.scale() + " digits behind the point", wrong);
            }
        });
        return new OpeningTotals(points, 0);
    }

    /** Reads the file through, taking nothing. */
    public static OpeningTotals read(Path file, Mapping mapping, Terms terms, RowSink sink)
            throws IOException, MappingException {
        Map<String, Long> points = new TreeMap<>();
        try (OrderStream stream = OrderStream.open(file, mapping, terms, sink)) {
            for (Order order = stream.next(); order != null; order = stream.next()) {
                if (order.what() instanceof MemberCommand.Open open) {
                    open.lots()
                            .forEach(lot -> points.merge(terms.symbols().name(lot.currency()), lot.amount(),
                                    Math::addExact));
                }
            }
            return new OpeningTotals(points,
                    stream.counts().refused().values().stream().mapToLong(Long::longValue).sum());
        }
    }

    public boolean ties(OpeningTotals wanted) {
        return refusedRows == 0 && points.equals(wanted.points);
    }

    /** What does not tie. */
    public String words(OpeningTotals wanted, Terms terms) {
        if (refusedRows > 0) {
            return "found " + refusedRows + " rows of opening balances that can't be read, expected none";
        }
        return "found lots of " + amounts(points, terms) + ", expected " + amounts(wanted.points, terms)
                + " by --total";
    }

    private static String amounts(Map<String, Long> points, Terms terms) {
        StringBuilder text = new StringBuilder();
        points.forEach((name, amount) -> {
            PointCurrency currency = terms.currency(name);
            text.append(text.isEmpty() ? "" : ", ")
                    .append(name)
                    .append('=')
                    .append(BigDecimal.valueOf(amount, currency == null ? 0 : currency.scale()).toPlainString());
        });
        return text.isEmpty() ? "nothing" : text.toString();
    }
}
