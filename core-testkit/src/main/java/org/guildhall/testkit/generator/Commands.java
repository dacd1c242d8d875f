package org.guildhall.testkit.generator;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.testkit.generator.Request.Cancelled;
import org.guildhall.testkit.generator.Request.HandedOver;
import org.guildhall.testkit.generator.Request.Joined;
import org.guildhall.testkit.generator.Request.Opened;
import org.guildhall.testkit.generator.Request.Ordered;
import org.guildhall.testkit.generator.Request.Returned;
import org.guildhall.testkit.generator.Request.SpendCancelled;
import org.guildhall.testkit.generator.Request.Spent;
import org.jspecify.annotations.Nullable;

/**
 * Makes commands of requests, for any programme whose orders have lines: of an order it tells what the terms declare.
 * Spends and what members bring are in the first currency that can be spent. Safe for many threads.
 */
public final class Commands {
    private final int programme;
    private final int moneyDigits;
    private final ActivityKind order;
    private final @Nullable ActivityKind returned;
    private final @Nullable ActivityKind fulfilment;
    private final PointCurrency points;
    private final @Nullable Field birthday;

    public Commands(Terms terms) {
        programme = EntityName.programmeNumber(terms.programme());
        moneyDigits = terms.moneyDigits();
        order = required(terms.kinds()
                .stream()
                .filter(kind -> kind.hasLines() && kind.role() instanceof ActivityKind.Role.Plain)
                .findFirst()
                .orElse(null), "a kind of activity with lines", terms);
        returned = terms.kinds()
                .stream()
                .filter(kind -> kind.role() instanceof ActivityKind.Role.Return role && role.kind() == order.number())
                .findFirst()
                .orElse(null);
        fulfilment = terms.kinds()
                .stream()
                .filter(kind -> kind.role() instanceof ActivityKind.Role.Fulfilment(int of) && of == order.number())
                .findFirst()
                .orElse(null);
        points = required(terms.currencies()
                .stream()
                .filter(currency -> !currency.countsOnly())
                .findFirst()
                .orElse(null), "a currency that can be spent", terms);
        birthday = terms.members()
                .stream()
                .filter(field -> field.name().equals("birthday") && field.type() instanceof FieldType.Day)
                .findFirst()
                .orElse(null);
    }

    private static <T> T required(@Nullable T found, String what, Terms terms) {
        if (found == null) {
            throw new IllegalArgumentException("expected " + what + " in " + terms.programme() + ", but found none");
        }
        return found;
    }

    /** The command to the customer with a key; null for what concerns no customer or is no matter of the programme. */
    public @Nullable Command command(Request request, long key) {
        MemberCommand body = request.customer() == null ? null : body(request.what());
        return body == null
                ? null
                : new Command(new EntityName(programme, EntityKind.MEMBER, key), request.id(), request.at(), 0,
                        Origin.IMPORT, body);
    }

    private @Nullable MemberCommand body(Request.What what) {
        return switch (what) {
            case Opened opened ->
                    new MemberCommand.Open(opened.joined(), member(opened.birthday()), lots(opened), List.of());
            case Joined joined -> new MemberCommand.Join(member(joined.birthday()));
            case Ordered ordered -> new MemberCommand.Record(order(ordered));
            case HandedOver handedOver -> fulfilment == null
                    ? null
                    : new MemberCommand.Record(new Activity(fulfilment.number(), of(fulfilment, handedOver.of()),
                            List.of()));
            case Returned back -> returned == null
                    ? new MemberCommand.Reverse(back.of(), new MemberCommand.Part.Whole())
                    : new MemberCommand.Record(new Activity(returned.number(), of(returned, back.of()),
                            lines(returned, back.lines())));
            case Cancelled cancelled -> new MemberCommand.Reverse(cancelled.of(), new MemberCommand.Part.Whole());
            case Spent spent -> new MemberCommand.Spend(points.number(), scaled(spent.points()), spent.of());
            case SpendCancelled cancelled -> new MemberCommand.CancelSpend(cancelled.spend());
        };
    }

    private Fields member(@Nullable Long day) {
        return birthday == null || day == null
                ? Fields.NONE
                : new Fields.Builder().number(birthday.symbol(), day).build();
    }

    private List<MemberCommand.OpeningLot> lots(Opened opened) {
        return opened.brought()
                .stream()
                .map(lot -> new MemberCommand.OpeningLot(points.number(), scaled(lot.points()), lot.earned(),
                        lot.expires()))
                .toList();
    }

    private long scaled(long whole) {
        return whole * power(points.scale());
    }

    private Activity order(Ordered ordered) {
        Fields.Builder fields = new Fields.Builder();
        for (Field field : order.fields()) {
            put(fields, field, value(field, ordered));
        }
        return new Activity(order.number(), fields.build(), lines(order, ordered.lines()));
    }

    private static @Nullable Object value(Field field, Ordered ordered) {
        Request.Keys keys = ordered.keys();
        return switch (field.name()) {
            case "channel" -> ordered.channel();
            case "delivery" -> ordered.delivery() == 0 ? null : (Long) ordered.delivery();
            case "paid-with-points" -> ordered.paidWithPoints() == 0 ? null : (Long) ordered.paidWithPoints();
            case "payer" -> ordered.payer();
            case "recipient" -> keys == null ? null : keys.recipient();
            case "device" -> keys == null ? null : keys.device();
            case "address-area" -> keys == null ? null : keys.area();
            default -> null;
        };
    }

    private Fields of(ActivityKind kind, String id) {
        Fields.Builder fields = new Fields.Builder();
        for (Field field : kind.fields()) {
            put(fields, field, field.name().equals("of") ? id : null);
        }
        return fields.build();
    }

    private List<Fields> lines(ActivityKind kind, List<Line> lines) {
        List<Fields> all = new ArrayList<>(lines.size());
        for (Line line : lines) {
            Fields.Builder fields = new Fields.Builder();
            for (Field field : kind.lines()) {
                put(fields, field, value(field, line));
            }
            all.add(fields.build());
        }
        return all;
    }

    private static @Nullable Object value(Field field, Line line) {
        return switch (field.name()) {
            case "product" -> line.product().name();
            case "category" -> line.product().category();
            case "brand" -> line.product().brand();
            case "quantity" -> (Long) (long) line.quantity();
            case "price" -> (Long) line.product().price();
            default -> null;
        };
    }

    /** @param value a word or text, a number, or money in minor units */
    private void put(Fields.Builder fields, Field field, @Nullable Object value) {
        if (value == null) {
            if (field.required()) {
                throw new IllegalArgumentException("expected fields that a shop knows, but found " + field.name());
            }
            return;
        }
        switch (field.type()) {
            case FieldType.OneOf(var words) -> {
                Integer word = words.get(String.valueOf(value));
                if (word == null) {
                    throw new IllegalArgumentException("expected one of " + words.keySet() + " as " + field.name()
                            + ", but found " + value);
                }
                fields.number(field.symbol(), word);
            }
            case FieldType.Text text -> fields.text(field.symbol(), (String) value);
            case FieldType.Key key -> fields.text(field.symbol(), (String) value);
            case FieldType.Money money -> fields.number(field.symbol(), (Long) value);
            case FieldType.Number number -> fields.number(field.symbol(), (Long) value);
            case FieldType.Decimal(int digits) ->
                    fields.number(field.symbol(), (Long) value * power(digits) / power(moneyDigits));
            case FieldType.Flag flag -> throw unknown(field);
            case FieldType.Day day -> throw unknown(field);
            case FieldType.Moment moment -> throw unknown(field);
        }
    }

    private static IllegalArgumentException unknown(Field field) {
        return new IllegalArgumentException("expected a text, a word or a number as " + field.name() + ", but found "
                + field.type());
    }

    private static long power(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }
}
