package org.guildhall.core.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.CodeKey;
import org.guildhall.core.terms.CodeText;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** What is asked about a member's coupons, by its verb. */
final class CouponCommandReader {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,5}) (minute|hour|day)s?");

    private final Terms terms;
    private final Offers offers;
    private final Function<String, EntityName> members;
    private final ActivityReader activities;
    private final CodeKey codes;
    private final Problems problems;

    CouponCommandReader(Terms terms, Offers offers, Function<String, EntityName> members, ActivityReader activities,
            CodeKey codes, Problems problems) {
        this.codes = codes;
        this.terms = terms;
        this.members = members;
        this.offers = offers;
        this.activities = activities;
        this.problems = problems;
    }

    @Nullable
    MemberCommand read(String verb, Keys keys) {
        return switch (verb) {
            case "claim-coupon" -> claim(keys);
            case "grant-coupon" -> grant(keys);
            case "reserve-coupons" -> reserve(keys);
            case "redeem-coupons" -> {
                String order = order(keys);
                keys.done();
                yield order == null ? null : new MemberCommand.RedeemCoupons(order);
            }
            case "release-coupons" -> {
                String order = order(keys);
                keys.done();
                yield order == null ? null : new MemberCommand.ReleaseCoupons(order);
            }
            case "refund-coupons" -> refund(keys);
            case "revoke-coupon" -> {
                Long coupon = number(keys.need("coupon", "the number of the coupon", "1"));
                String reason = reason(keys);
                yield coupon == null || reason == null ? null : new MemberCommand.RevokeCoupon(coupon, reason);
            }
            case "hand-on-coupon" -> {
                Long coupon = number(keys.need("coupon", "the number of the coupon", "1"));
                String to = keys.needText("to", "who it is for", null);
                keys.done();
                // Who is named may become known by it: not by what can't be read.
                yield coupon == null || to == null || !problems.none()
                        ? null
                        : new MemberCommand.HandOnCoupon(coupon, members.apply(to));
            }
            case "extend-coupon" -> {
                Long coupon = number(keys.need("coupon", "the number of the coupon", "1"));
                Long until = keys.needMoment("until", "until when it can be used", "2026-12-31");
                String reason = reason(keys);
                yield coupon == null || until == null || reason == null
                        ? null
                        : new MemberCommand.ExtendCoupon(coupon, until, reason);
            }
            default -> throw new IllegalArgumentException("expected a verb of coupons, but found " + verb);
        };
    }

    private @Nullable MemberCommand claim(Keys keys) {
        Node said = keys.get("code");
        if (said == null) {
            Integer coupon = template(keys.need("coupon", "which coupon, or code: the code that the member has", null));
            keys.done();
            return coupon == null ? null : new MemberCommand.ClaimCoupon(coupon);
        }
        Node coupon = keys.get("coupon");
        if (coupon != null) {
            problems.wrong(coupon, "either coupon or code, not both", null);
        }
        String code = keys.text("code");
        keys.done();
        return code == null ? null : byCode(code);
    }

    private MemberCommand byCode(String code) {
        if (offers.everOfCode(code) != null) {
            return new MemberCommand.ClaimByCode(CodeText.plain(code));
        }
        CodeKey.Found found = codes.find(terms.programme(), offers, code);
        return found == null
                ? new MemberCommand.ClaimByWrongCode(CodeText.mistyped(code))
                : new MemberCommand.ClaimByUniqueCode(found.coupon(), found.serial());
    }

    private static @Nullable String order(Keys keys) {
        return keys.needText("order", "the id of the order", "order-1001");
    }

    private static @Nullable String reason(Keys keys) {
        String reason = keys.needText("reason", "why", "asked for it");
        keys.done();
        return reason;
    }

    private List<String> names() {
        return offers.coupons().stream().map(Coupon::name).toList();
    }

    /** The symbol of a template by its name. */
    private @Nullable Integer template(@Nullable Node node) {
        String name = node == null ? null : Keys.name(node, "a coupon", names(), problems);
        return name == null ? null : symbol(name);
    }

    private int symbol(String name) {
        return offers.coupons()
                .stream()
                .filter(coupon -> coupon.name().equals(name))
                .findFirst()
                .orElseThrow()
                .number();
    }

    private @Nullable Long number(@Nullable Node node) {
        Long number = node == null ? null : Keys.amount(node, 0, "a coupon", problems);
        if (node != null && number != null && number < 1) {
            problems.wrong(node, "the number of a coupon, from 1", null);
            return null;
        }
        return number;
    }

    private @Nullable MemberCommand grant(Keys keys) {
        Integer coupon = template(keys.need("coupon", "which coupon", null));
        Node said = keys.get("times");
        Long times = said == null ? Long.valueOf(1) : Keys.amount(said, 0, "coupons", problems);
        String reason = reason(keys);
        return coupon == null || times == null || reason == null
                ? null
                : new MemberCommand.GrantCoupon(coupon, times, reason);
    }

    private @Nullable MemberCommand reserve(Keys keys) {
        String order = order(keys);
        List<Long> coupons = coupons(keys.need("coupons", "which coupons, by number or name", "[1]"));
        Node span = keys.need("for", "how long the order may hold them", "30 minutes");
        Long hold = span == null ? null : span(span);
        Activity what = what(keys.need("what", "what is ordered: a kind of activity with its fields", null));
        keys.done();
        return order == null || coupons == null || hold == null || what == null
                ? null
                : new MemberCommand.ReserveCoupons(order, what, coupons, hold);
    }

    private @Nullable Activity what(@Nullable Node node) {
        List<String> kinds = terms.kinds().stream().map(ActivityKind::name).toList();
        if (node instanceof Node.Block block && block.entries().size() == 1
                && kinds.contains(block.entries().getFirst().key().text())) {
            return activity(block.entries().getFirst());
        }
        if (node != null) {
            problems.wrong(node, "a block with one of " + String.join(", ", kinds) + " and its fields", null);
        }
        return null;
    }

    private @Nullable Activity activity(Node.Entry entry) {
        ActivityKind kind = terms.kind(entry.key().text());
        if (kind != null && entry.value() instanceof Node.Block block) {
            return activities.activity(kind, block, Set.of());
        }
        problems.wrong(entry.value(), "a block with the fields of " + entry.key().text(), null);
        return null;
    }

    /** Numbers, or symbols below 0. */
    private @Nullable List<Long> coupons(@Nullable Node node) {
        if (!(node instanceof Node.Items items)) {
            if (node != null) {
                problems.wrong(node, "a list of coupons, by number or name, such as [1]", null);
            }
            return null;
        }
        List<Long> coupons = new ArrayList<>();
        for (Node item : items.items()) {
            if (item instanceof Node.Text text && text.text().matches("-?[0-9]+")) {
                Long number = number(item);
                coupons.add(number == null ? 0 : number);
            } else {
                Integer symbol = template(item);
                coupons.add(symbol == null ? 0 : -symbol.longValue());
            }
        }
        return coupons.contains(0L) ? null : coupons;
    }

    private @Nullable Long span(Node node) {
        Matcher matcher = node instanceof Node.Text text ? SPAN.matcher(text.text()) : SPAN.matcher("");
        if (!matcher.matches()) {
            problems.wrong(node, "a span of minutes, hours or days, such as 30 minutes", null);
            return null;
        }
        return Long.parseLong(matcher.group(1)) * switch (matcher.group(2)) {
            case "minute" -> 60_000L;
            case "hour" -> 3_600_000L;
            default -> 86_400_000L;
        };
    }

    private @Nullable MemberCommand refund(Keys keys) {
        String order = order(keys);
        Node said = keys.get("amount");
        Long amount = said == null
                ? Long.valueOf(MemberCommand.RefundCoupons.WHOLE)
                : Keys.amount(said, terms.moneyDigits(), terms.money(), problems);
        keys.done();
        return order == null || amount == null ? null : new MemberCommand.RefundCoupons(order, amount);
    }
}
