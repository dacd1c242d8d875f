package org.guildhall.server.shown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** A member with entries as JSON, for the API and {@code show --json}: as exported, and more. */
public final class ShownMember {
    private static final String COST = "cost";

    private final Terms terms;
    private final CouponsJson coupons;
    private final Statement statement;
    private final boolean forOperator;
    private final PlansJson plans;

    /** @param language of what is said in words */
    public ShownMember(Catalogue programme, Locale language) {
        this(programme, language, true);
    }

    /**
     * @param forOperator whether what is the operator's, and not the member's, is told: what benefits cost, and whom, and the
     *     engine's own keys of others, which the ids of messages have in them too
     */
    public ShownMember(Catalogue programme, Locale language, boolean forOperator) {
        terms = programme.latest();
        coupons = new CouponsJson(programme, language);
        this.forOperator = forOperator;
        statement =
                new Statement(terms, programme.offers(), language, forOperator ? Called.BY_KEY : somebody(language));
        plans = new PlansJson(terms);
    }

    private static Called somebody(Locale language) {
        String somebody = Phrases.in("words", language).of("somebody");
        return new Called(any -> somebody);
    }

    /** The member with the entries given. */
    public Map<String, @Nullable Object> json(String reference, ExportedMember member, List<EntryView> past) {
        Map<String, @Nullable Object> json = json(reference, member);
        json.put("entries", past.stream().map(this::entry).toList());
        return json;
    }

    /** The member alone. */
    public Map<String, @Nullable Object> json(String reference, ExportedMember member) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("reference", reference);
        json.put("programme", terms.programme());
        json.putAll(MemberJson.of(member));
        json.put("version", member.view().version());
        json.put("standings", standings(member.view()));
        json.put("subscriptions", subscriptions(member.view()));
        json.put("coupons", coupons.of(member.view()));
        return json;
    }

    /** Those that have not ended, and of each plan the last that did. */
    public List<Map<String, @Nullable Object>> subscriptions(MemberView view) {
        return view.subscriptions().stream().map(plans::subscription).toList();
    }

    /** By ladder: the tier, what is missing for the next, and what comes if nothing more is done. */
    public Map<String, Object> standings(MemberView view) {
        Map<String, Object> standings = new LinkedHashMap<>();
        view.standings().forEach((ladder, standing) -> standings.put(ladder, standing(ladder, standing)));
        return standings;
    }

    private Map<String, @Nullable Object> standing(String ladder, MemberView.StandingView standing) {
        Statement.Unit unit = statement.unit(ladder);
        Map<String, @Nullable Object> json = MemberJson.standing(standing);
        json.put("earned", standing.earned());
        json.put("grace-until", MemberJson.moment(standing.graceUntil()));
        json.put("unit", unit.name());
        json.put("measure", MemberJson.decimal(standing.measure(), unit.digits()));
        json.put("next", standing.next());
        json.put("missing", MemberJson.decimal(standing.missing(), unit.digits()));
        json.put("missing-until", MemberJson.moment(standing.missingUntil()));
        json.put("to-keep", MemberJson.decimal(standing.toKeep(), unit.digits()));
        json.put("projected", standing.projected());
        json.put("projected-at", MemberJson.moment(standing.projectedAt()));
        return json;
    }

    /** What was asked and what came of it, each thing that happened in words and as it is journaled. */
    public Map<String, @Nullable Object> entry(EntryView entry) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", entry.version());
        json.put("id", forOperator || entry.origin() != Origin.MESSAGE ? entry.id() : null);
        json.put("at", MemberJson.moment(entry.at()));
        json.put("origin", entry.origin().name().toLowerCase(Locale.ROOT));
        json.put("what", entry.what());
        json.put("heading", statement.heading(entry));
        json.put("refused", entry.refusal() == null ? null : entry.refusal().code());
        json.put("lines", entry.lines()
                .stream()
                .filter(line -> forOperator || !line.what().equals("cost borne"))
                .map(this::line)
                .toList());
        return json;
    }

    private Map<String, @Nullable Object> line(EntryView.Line line) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("moment", MemberJson.moment(line.moment()));
        json.put("what", line.what());
        json.put("words", statement.words(line));
        Map<String, Object> facts = new LinkedHashMap<>(line.facts());
        if (!forOperator) {
            facts.remove(COST);
            facts.values().removeIf(Called::hasKey);
        }
        json.put("journaled", facts);
        return json;
    }
}
