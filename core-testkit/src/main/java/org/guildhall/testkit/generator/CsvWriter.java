package org.guildhall.testkit.generator;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes orders and returns as a till would export them: a row for each line, in the order of arrival. A cancellation is
 * a return of everything; what else is sent has no rows, and what is sent again is exported once. It keeps the lines of
 * delivered orders until they are handed over. For one thread.
 */
public final class CsvWriter {
    public static final String HEADER = "kind,receipt,customer,time,channel,delivery,paid_with_points,payer,recipient,"
            + "device,area,product,category,brand,quantity,price";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Writer out;
    private final ZoneId zone;
    private final int digits;
    private final Map<String, List<Line>> cancellable = new HashMap<>();

    /** Writes the header; the writer stays open. */
    public CsvWriter(Writer out, Calibration calibration) throws IOException {
        this.out = out;
        this.zone = calibration.zone();
        this.digits = Currency.getInstance(calibration.money()).getDefaultFractionDigits();
        out.write(HEADER + "\n");
    }

    public void write(Request request) throws IOException {
        if (request.again()) {
            return;
        }
        switch (request.what()) {
            case Request.Ordered ordered -> order(request, ordered);
            case Request.HandedOver handedOver -> cancellable.remove(handedOver.of());
            case Request.Returned back -> {
                for (Line line : back.lines()) {
                    row(request, "return", back.of(), null, line);
                }
            }
            case Request.Cancelled cancelled -> {
                List<Line> lines = cancellable.remove(cancelled.of());
                for (Line line : lines == null ? List.<Line>of() : lines) {
                    row(request, "return", cancelled.of(), null, line);
                }
            }
            case Request.Opened opened -> {}
            case Request.Joined joined -> {}
            case Request.Visited visited -> {}
            case Request.Spent spent -> {}
            case Request.SpendCancelled cancelled -> {}
            case Request.Scored scored -> {}
            case Request.Subscribed subscribed -> {}
            case Request.Paid paid -> {}
            case Request.Failed failed -> {}
            case Request.CancelledPlan ended -> {}
            case Request.Used used -> {}
            case Request.ClaimedCoupon claimed -> {}
            case Request.HeldCoupon held -> {}
            case Request.UsedCoupon used -> {}
            case Request.RefundedCoupon back -> {}
        }
    }

    private void order(Request request, Request.Ordered ordered) throws IOException {
        if (ordered.keys() != null) {
            cancellable.put(request.id(), ordered.lines());
        }
        for (Line line : ordered.lines()) {
            row(request, "order", request.id(), ordered, line);
        }
    }

    /** Nothing that is written has a comma or a quote in it. */
    private void row(Request request, String kind, String order, Request.@Nullable Ordered ordered, Line line)
            throws IOException {
        String customer = request.customer();
        out.write(kind + "," + order.substring(order.indexOf('/') + 1) + "," + (customer == null ? "" : customer) + ","
                + TIME.format(Instant.ofEpochMilli(request.at()).atZone(zone)) + ",");
        if (ordered == null) {
            out.write(",,,,,,,");
        } else {
            Request.Keys keys = ordered.keys();
            out.write(ordered.channel() + "," + money(ordered.delivery()) + "," + money(ordered.paidWithPoints()) + ","
                    + ordered.payer() + ","
                    + (keys == null ? ",,," : keys.recipient() + "," + keys.device() + "," + keys.area() + ","));
        }
        Product product = line.product();
        out.write(product.name() + "," + product.category() + "," + product.brand() + "," + line.quantity() + ","
                + BigDecimal.valueOf(product.price(), digits).toPlainString() + "\n");
    }

    private String money(long amount) {
        return amount == 0 ? "" : BigDecimal.valueOf(amount, digits).toPlainString();
    }
}
