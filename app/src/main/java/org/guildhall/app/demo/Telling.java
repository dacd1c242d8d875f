package org.guildhall.app.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/** Tells what an entry did to a member, and by which rule. */
final class Telling {
    private final Terms terms;
    private final Layout layout;

    Telling(Terms terms, Layout layout) {
        this.terms = terms;
        this.layout = layout;
    }

    List<String> of(EntryView entry) {
        if (entry.refusal() != null) {
            return List.of(layout.say("拒绝：", "refused: ") + entry.refusal().code());
        }
        List<String> told = new ArrayList<>();
        for (EntryView.Line line : summed(entry.lines())) {
            String text = text(line);
            if (!text.isEmpty() && !(line.what().equals("vested") && told.contains(text))) {
                told.add(text);
            }
        }
        return told.isEmpty() ? List.of(layout.say("记录在案", "noted")) : told;
    }

    /** A movement of points over several lots is told as one. */
    private static List<EntryView.Line> summed(List<EntryView.Line> lines) {
        Map<List<String>, EntryView.Line> summed = new LinkedHashMap<>();
        for (EntryView.Line line : lines) {
            boolean posted = line.what().equals("posted");
            List<String> movement = posted
                    ? List.of(word(line.facts(), "currency"), word(line.facts(), "from"), word(line.facts(), "to"))
                    : List.of(Integer.toString(summed.size()));
            summed.merge(movement, line, Telling::plus);
        }
        return List.copyOf(summed.values());
    }

    private static EntryView.Line plus(EntryView.Line one, EntryView.Line other) {
        Map<String, Object> facts = new LinkedHashMap<>(one.facts());
        facts.put("amount", number(one.facts(), "amount") + number(other.facts(), "amount"));
        return new EntryView.Line(one.moment(), one.what(), facts);
    }

    private String text(EntryView.Line line) {
        Map<String, Object> facts = line.facts();
        return switch (line.what()) {
            case "joined" -> layout.say("加入会员", "joined");
            case "awarded" -> "+" + amount(facts) + " " + currency(facts) + layout.say("（", " (") + rule(facts)
                    + layout.say("）", ")");
            case "vested" -> currency(facts) + layout.say(" 生效", " vested");
            case "posted" -> posted(facts);
            case "activity reduced" -> layout.say("订单余额 ", "order now worth ")
                    + Layout.number(number(facts, "left"), terms.moneyDigits());
            case "stands" -> layout.say("等级：", "tier: ") + word(facts, "tier").replaceFirst(".*/", "");
            default -> "";
        };
    }

    private String posted(Map<String, Object> facts) {
        String what = amount(facts) + " " + currency(facts) + " ";
        return switch (word(facts, "to")) {
            case "spent" -> what + layout.say("使用", "spent");
            case "expired" -> what + layout.say("过期", "expired");
            case "reversed" -> what + layout.say("扣回", "reversed");
            case "available" -> word(facts, "from").equals("spent") ? what + layout.say("退回", "given back") : "";
            case "forfeited" -> what + layout.say("作废", "forfeited");
            default -> "";
        };
    }

    private String amount(Map<String, Object> facts) {
        PointCurrency currency = terms.currency(word(facts, "currency"));
        return Layout.number(number(facts, "amount"), currency == null ? 0 : currency.scale());
    }

    private String currency(Map<String, Object> facts) {
        PointCurrency currency = terms.currency(word(facts, "currency"));
        return currency == null ? word(facts, "currency") : layout.name(currency.names());
    }

    private String rule(Map<String, Object> facts) {
        String name = word(facts, "rule");
        return terms.rules()
                .stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .map(rule -> layout.name(rule.names()))
                .orElse(name);
    }

    private static String word(Map<String, Object> facts, String name) {
        return String.valueOf(facts.get(name));
    }

    private static long number(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof Long value ? value : 0;
    }
}
