package org.guildhall.server.shown;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.request.Moments;
import org.jspecify.annotations.Nullable;

/** A member as JSON: amounts are decimals in text, in whole units; moments are texts in UTC, null for never. */
public final class MemberJson {
    private MemberJson() {}

    public static Map<String, @Nullable Object> of(ExportedMember member) {
        MemberView view = member.view();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("references", member.references());
        json.put("status", view.status());
        json.put("joined", moment(view.joinedAt()));
        json.put("as-of", moment(view.time()));
        Map<String, Object> wallets = new LinkedHashMap<>();
        view.wallets().forEach((currency, wallet) -> wallets.put(currency, wallet(wallet)));
        json.put("wallets", wallets);
        Map<String, Object> standings = new LinkedHashMap<>();
        view.standings().forEach((ladder, standing) -> standings.put(ladder, standing(standing)));
        json.put("standings", standings);
        json.put("scores", view.scores());
        return json;
    }

    private static Map<String, Object> wallet(MemberView.WalletView wallet) {
        Map<String, Object> json = new LinkedHashMap<>();
        new TreeMap<>(wallet.figures())
                .forEach((account, amount) -> json.put(account.word(), decimal(amount, wallet.scale())));
        List<Map<String, @Nullable Object>> lots = new ArrayList<>();
        for (MemberView.LotView lot : wallet.lots()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("points", decimal(lot.amount(), wallet.scale()));
            one.put("earned", moment(lot.earnedAt()));
            if (lot.vestsAt() != null) {
                one.put("pending", true);
                one.put("vests", moment(lot.vestsAt()));
                one.put("waits-until", moment(lot.waitsUntil()));
            }
            one.put("expires", moment(lot.expiresAt()));
            lots.add(one);
        }
        json.put("lots", lots);
        return json;
    }

    public static Map<String, @Nullable Object> standing(MemberView.StandingView standing) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("tier", standing.tier());
        json.put("since", moment(standing.since()));
        json.put("until", moment(standing.until()));
        json.put("granted", standing.granted());
        json.put("granted-until", standing.granted() == null ? null : moment(standing.grantedUntil()));
        return json;
    }

    /** {@code 12.50} for 1250 of scale 2. */
    public static String decimal(long amount, int scale) {
        return BigDecimal.valueOf(amount, scale).toPlainString();
    }

    public static @Nullable String moment(long moment) {
        return moment == Long.MAX_VALUE || moment == Long.MIN_VALUE ? null : Moments.utc(moment);
    }
}
