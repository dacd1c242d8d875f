package org.guildhall.app.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code activities}: what rows become activities of which kind, and {@code opening}: what members bring along. */
record ActivitiesReader(SourceReader sources, ConditionReader conditions) {

    List<Mapping.Kind> kinds(MapNode node, boolean grouped) {
        MapNode.Keys named = node.named("activities");
        List<Mapping.Kind> kinds = new ArrayList<>();
        if (named != null) {
            named.values().forEach((name, value) -> {
                Mapping.Kind kind = kind(name, value, grouped);
                if (kind != null) {
                    kinds.add(kind);
                }
            });
        }
        return kinds;
    }

    private Mapping.@Nullable Kind kind(String name, MapNode node, boolean grouped) {
        MapNode.Keys keys = node.block("an activity", List.of("when", "id", "fields", "lines"));
        MapNode id = keys == null ? null
                : keys.need("id", "what names the activity for good, made of columns", "id: order/{InvoiceNo}");
        if (keys == null) {
            return null;
        }
        MapNode lines = grouped ? keys.need("lines", "what each row of the group says", null) : keys.get("lines");
        MapNode when = keys.get("when");
        List<Condition> tests = when == null ? List.of() : conditions.conditions(when);
        Map<String, Mapping.Target> fields = sources.targets(keys.get("fields"));
        Map<String, Mapping.Target> ofLines = lines == null ? null : sources.targets(lines);
        return id == null ? null
                : new Mapping.Kind(name, node, tests, sources.id(id, "a text such as order/{InvoiceNo}"), fields,
                        ofLines);
    }

    Mapping.@Nullable Opening opening(MapNode node) {
        MapNode.Keys keys = node.block("opening", List.of("id", "joined", "fields", "lot", "standing"));
        MapNode id = keys == null ? null
                : keys.need("id", "what names the opening for good, made of columns", "id: opening/{Account}");
        if (keys == null) {
            return null;
        }
        Mapping.Target joined = sources.target(keys.get("joined"));
        Map<String, Mapping.Target> fields = sources.targets(keys.get("fields"));
        Mapping.Lot lot = lot(keys.get("lot"));
        Mapping.Standing standing = standing(keys.get("standing"));
        return id == null ? null
                : new Mapping.Opening(node, sources.id(id, "a text such as opening/{Account}"), joined, fields, lot,
                        standing);
    }

    private Mapping.@Nullable Lot lot(@Nullable MapNode node) {
        MapNode.Keys keys = node == null ? null : node.block("lot", List.of("currency", "amount", "earned", "expires"));
        if (keys == null) {
            return null;
        }
        Mapping.Target currency =
                sources.target(keys.need("currency", "of which currency the lot is", "currency: {always: points}"));
        Mapping.Target amount = sources.target(keys.need("amount", "how many points", "amount: Points"));
        Mapping.Target earned = sources.target(keys.get("earned"));
        Mapping.Target expires = sources.target(keys.get("expires"));
        return currency == null || amount == null ? null : new Mapping.Lot(currency, amount, earned, expires);
    }

    private Mapping.@Nullable Standing standing(@Nullable MapNode node) {
        MapNode.Keys keys = node == null ? null : node.block("standing", List.of("ladder", "tier", "since", "until"));
        if (keys == null) {
            return null;
        }
        Mapping.Target ladder =
                sources.target(keys.need("ladder", "which ladder it is", "ladder: {always: membership}"));
        Mapping.Target tier = sources.target(keys.need("tier", "which tier it is", "tier: Tier"));
        Mapping.Target since = sources.target(keys.get("since"));
        Mapping.Target until = sources.target(keys.get("until"));
        return ladder == null || tier == null ? null : new Mapping.Standing(ladder, tier, since, until);
    }
}
