package org.guildhall.server.shown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.guildhall.core.language.TermsDifference;
import org.guildhall.core.member.OwnTerms;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** What a member has by other terms than today's, with what these say otherwise. */
public final class OwnTermsJson {
    private static final Map<Files, List<TermsDifference>> COMPARED = new ConcurrentHashMap<>();

    /** Two files that were compared, of as many as were published. */
    private record Files(String before, String after) {}

    private final Terms now;
    private final Names names;
    private final Phrases phrases;

    /** @param now the terms in force */
    public OwnTermsJson(Terms now, Locale language) {
        this.now = now;
        this.names = new Names(now, language);
        this.phrases = Phrases.in("differences", language);
    }

    /** Of those that say anything else, in the order given. */
    public List<Map<String, @Nullable Object>> of(List<OwnTerms> all) {
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        for (OwnTerms own : all) {
            for (TermsDifference difference : compared(own.own())) {
                if (difference.section().equals(own.section()) && difference.name().equals(own.name())) {
                    json.add(json(own, difference));
                }
            }
        }
        return json;
    }

    /** Whether members were told, by a moment, what terms would take from them. */
    public static boolean wasAnnounced(Terms terms, long moment) {
        return terms.announced() != null && terms.calendar().startOf(terms.announced()) <= moment;
    }

    /** That these terms, which were announced, don't come. */
    public Map<String, @Nullable Object> withdrawn() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("terms", now.date().toString());
        json.put("from", MemberJson.moment(now.from()));
        json.put("announced", String.valueOf(now.announced()));
        json.put("words", phrases.of("withdrawn", name -> switch (name) {
            case "terms" -> now.date().toString();
            case "announced" -> String.valueOf(now.announced());
            default -> null;
        }));
        return json;
    }

    private List<TermsDifference> compared(Terms own) {
        return COMPARED.computeIfAbsent(new Files(own.text(), now.text()),
                files -> TermsDifference.between(files.before(), files.after()));
    }

    private Map<String, @Nullable Object> json(OwnTerms own, TermsDifference difference) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("plan", own.plan());
        json.put("section", own.section());
        json.put("name", own.name());
        json.put("terms", own.own().date().toString());
        json.put("until", MemberJson.moment(own.until()));
        List<Map<String, @Nullable Object>> changes = new ArrayList<>();
        for (TermsDifference.Change change : difference.changes()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("key", change.key());
            one.put("yours", change.before());
            one.put("today", change.after());
            changes.add(one);
        }
        json.put("changes", changes);
        json.put("words", words(own));
        return json;
    }

    private String words(OwnTerms own) {
        String until = own.until() == Long.MAX_VALUE ? null : now.calendar().date(own.until()).toString();
        return phrases.of("own", name -> switch (name) {
            case "name" -> own.section().equals("plans") ? names.plan(own.name()) : names.benefit(own.name());
            case "terms" -> own.own().date().toString();
            case "until" -> until;
            default -> null;
        });
    }
}
