package org.guildhall.core.language;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Stock;
import org.guildhall.core.terms.Symbols;
import org.guildhall.core.terms.Terms;

/** What the reading of one file knows at any place: the names it declares, their numbers, and the problems so far. */
final class Reading {
    private final Problems problems;
    private final Symbols.Builder symbols;
    private final Map<String, Set<String>> declared;
    private final int moneyDigits;
    private boolean published;

    private Reading(Problems problems, Symbols.Builder symbols, Map<String, Set<String>> declared, int moneyDigits) {
        this.problems = problems;
        this.symbols = symbols;
        this.declared = declared;
        this.moneyDigits = moneyDigits;
    }

    /** Collects what the file declares, so that a name may be used above the place where it stands. */
    static Reading of(Node.Block file, Problems problems, Symbols previous) {
        Map<String, Set<String>> declared = new LinkedHashMap<>();
        declared.put("kind", keys(file, "activities"));
        declared.put("currency", keys(file, "currencies"));
        declared.put("ladder", keys(file, "ladders"));
        declared.put("plan", keys(file, "plans"));
        declared.put("benefit", keys(file, "benefits"));
        declared.put("stock", keys(file, "stocks"));
        declared.put("score", keys(file, "members", "scores"));
        declared.put("member field", keys(file, "members", "fields"));
        String money = file.get("money") instanceof Node.Text text ? text.text() : "";
        return new Reading(problems, new Symbols.Builder(previous), declared, Words.digitsOf(money).orElse(2));
    }

    /** What terms declare, for a file that speaks of it. */
    static Reading of(Terms terms, Problems problems) {
        Map<String, Set<String>> declared = new LinkedHashMap<>();
        declared.put("kind", names(terms.kinds(), ActivityKind::name));
        declared.put("currency", names(terms.currencies(), PointCurrency::name));
        declared.put("ladder", names(terms.ladders(), Ladder::name));
        declared.put("plan", names(terms.plans(), Plan::name));
        declared.put("benefit", names(terms.benefits(), Benefit::name));
        declared.put("stock", names(terms.stocks(), Stock::name));
        declared.put("score", names(terms.scores(), Terms.Score::name));
        declared.put("member field", names(terms.members(), Field::name));
        declared.put("payer", terms.offers() == null ? Set.of() : new LinkedHashSet<>(terms.offers().payers()));
        return new Reading(problems, new Symbols.Builder(terms.symbols()), declared, terms.moneyDigits());
    }

    private static <T> Set<String> names(List<T> all, Function<T, String> name) {
        Set<String> names = new LinkedHashSet<>();
        all.forEach(one -> names.add(name.apply(one)));
        return names;
    }

    private static Set<String> keys(Node.Block file, String... path) {
        Node node = file;
        for (String key : path) {
            node = node instanceof Node.Block block ? block.get(key) : null;
        }
        Set<String> keys = new LinkedHashSet<>();
        if (node instanceof Node.Block block) {
            block.entries().forEach(entry -> keys.add(Words.withoutMark(entry.key().text())));
        }
        return keys;
    }

    /** Terms that were published before: names that became taken since are theirs. */
    void published() {
        published = true;
    }

    boolean isPublished() {
        return published;
    }

    Problems problems() {
        return problems;
    }

    Set<String> declared(String space) {
        return declared.getOrDefault(space, Set.of());
    }

    /** The permanent number of a name. */
    int number(String space, String name) {
        return symbols.number(space, name);
    }

    Symbols symbols() {
        return symbols.build();
    }

    int moneyDigits() {
        return moneyDigits;
    }

    /** The same, with problems that are not kept. */
    Reading trial() {
        return new Reading(new Problems(problems.file()), symbols, declared, moneyDigits);
    }
}
