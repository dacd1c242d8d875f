package org.guildhall.server.shown;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.member.EntryView;
import org.jspecify.annotations.Nullable;

/** What entries are called: by what was asked, and by what the passing of time brought. */
record Headings(Names names, Phrases phrases) {
    private static final String RECORD = "record ";
    private static final String ADVANCE = "advance";
    /** What time brings, the most notable first. */
    private static final List<String> NOTABLE = List.of("stands", "plan-ended", "plan-renewed", "plan-resumed",
            "plan-not-changed", "plan-not-ahead", "plan-asked-again", "plan-noticed", "seat-ended", "seat-free",
            "claim-ended", "expired", "coupon-expired", "coupon-timed-out",
            "coupon-granted", "coupon-asked", "awarded", "vested", "renewed", "benefit given");
    /** What of it is told beside a command that found it due. */
    private static final List<String> BESIDE = List.of("stands", "plan-ended", "plan-renewed", "seat-ended", "expired",
            "awarded");

    String of(EntryView entry) {
        if (entry.what().equals(ADVANCE)) {
            String brought = brought(NOTABLE, entry.lines().stream()).collect(Collectors.joining(" · "));
            return brought.isEmpty() ? phrases.of("heading.advance") : brought;
        }
        Stream<EntryView.Line> due = entry.lines().stream().filter(line -> line.moment() < entry.received());
        return Stream.concat(Stream.of(asked(entry)), brought(BESIDE, due)).collect(Collectors.joining(" · "));
    }

    private String asked(EntryView entry) {
        return entry.what().startsWith(RECORD)
                ? phrases.of("heading.record", any -> names.kind(entry.what().substring(RECORD.length())))
                : phrases.of("heading." + entry.what().replace(' ', '-'), fact -> about(entry, fact));
    }

    /** The benefit, plan or coupon that an entry is about, which its lines tell, or its refusal; null for none. */
    private @Nullable String about(EntryView entry, String fact) {
        Function<String, String> named = switch (fact) {
            case "plan" -> names::plan;
            case "coupon" -> names::coupon;
            default -> names::benefit;
        };
        Stream<String> told = entry.lines()
                .stream()
                .map(line -> line.facts().get(fact))
                .filter(String.class::isInstance)
                .map(String.class::cast);
        Refusal refusal = entry.refusal();
        // What has a limit is called a benefit, also where it is a coupon.
        Stream<String> refused = refusal == null ? Stream.empty()
                : Stream.of(fact, fact.equals("coupon") ? "benefit" : fact)
                        .flatMap(one -> Stream.ofNullable(refusal.facts().get(one)))
                        .filter(Fact.Text.class::isInstance)
                        .map(text -> ((Fact.Text) text).text());
        return Stream.concat(told, refused)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(named)
                .orElse(null);
    }

    private Stream<String> brought(List<String> notable, Stream<EntryView.Line> lines) {
        List<String> all = lines.map(Headings::brought).toList();
        return notable.stream()
                .filter(all::contains)
                .map(one -> phrases.of("heading.advance." + one.replace(' ', '-')));
    }

    private static String brought(EntryView.Line line) {
        return switch (line.what()) {
            case "stands" -> "renewed".equals(line.facts().get("why")) ? "renewed" : "stands";
            case "plan" -> switch (String.valueOf(line.facts().get("why"))) {
                case "followed", "gift-followed" -> "plan-renewed";
                case "ended", "not-paid", "lapsed", "too-dear", "no-price" -> "plan-ended";
                default -> "plan-" + line.facts().get("why");
            };
            case "claim" -> List.of("expired", "ended", "failed").contains(String.valueOf(line.facts().get("why")))
                    ? "claim-ended"
                    : "claim";
            case "coupon" -> "coupon-" + line.facts().get("why");
            case "seat" -> switch (String.valueOf(line.facts().get("why"))) {
                case "over", "ended" -> "seat-ended";
                case "resumed" -> "plan-resumed";
                default -> "seat";
            };
            case "seat given" -> "over".equals(line.facts().get("why")) ? "seat-free" : "seat given";
            case "posted" -> String.valueOf(line.facts().get("to"));
            default -> line.what();
        };
    }
}
