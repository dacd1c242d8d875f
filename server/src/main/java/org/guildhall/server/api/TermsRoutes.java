package org.guildhall.server.api;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.Problems;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.publishing.Draft;
import org.guildhall.server.publishing.Publishing.Result;
import org.guildhall.server.publishing.Publishing.Withdrawal;
import org.guildhall.server.publishing.PublishingRefusal;
import org.guildhall.server.shown.MemberJson;

/** Checks terms, puts them in force, and withdraws those that don't hold yet. */
final class TermsRoutes {
    private static final String NAME = "body";

    private final Edge edge;

    TermsRoutes(Edge edge) {
        this.edge = edge;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/v1/check", Permission.READ_PROGRAMME, this::check),
                new Route("POST", "/v1/programmes", Permission.PUBLISH, call -> publish(call, draft(call))),
                new Route("PUT", "/v1/programmes/{programme}/terms/{date}", Permission.PUBLISH,
                        call -> publish(call, named(call, draft(call)))),
                new Route("DELETE", "/v1/programmes/{programme}/terms/{date}", Permission.PUBLISH, this::withdraw));
    }

    private Reply check(Call call) {
        Terms previous = call.parts()
                .query("programme")
                .map(name -> edge.programme(requireReached(call, name)).latest())
                .orElse(null);
        return switch (read(call)) {
            case TermsReader.Result.Mistaken mistaken -> checked(new LinkedHashMap<>(), mistaken.problems());
            case TermsReader.Result.Read read when previous == null -> checked(json(read.terms()), List.of());
            case TermsReader.Result.Read read when read.terms().programme().equals(previous.programme()) ->
                    judged(read.terms());
            case TermsReader.Result.Read read ->
                    checked(json(read.terms()), List.of(other(read.terms().programme(), previous.programme())));
        };
    }

    private Reply judged(Terms terms) {
        Map<String, Object> json = json(terms);
        return switch (edge.publishing().judge(List.of(new Draft(NAME, terms)))) {
            case Result.Mistaken mistaken -> checked(json, mistaken.problems());
            case Result.Published published -> {
                json.put("if-published", published.fresh().isEmpty() ? "repeated" : "accepted");
                yield checked(json, List.of());
            }
            case Result.Refused refused -> {
                json.put("if-published", refused.why().code());
                yield checked(json, List.of());
            }
        };
    }

    private static Reply checked(Map<String, Object> json, List<Problem> problems) {
        json.put("problems", problems.stream().map(RequestBody::json).toList());
        return Reply.json(200, json);
    }

    private Reply publish(Call call, Draft draft) {
        Terms terms = draft.terms();
        requireReached(call, terms.programme());
        if (call.key().programme() != null
                && edge.engine().catalogue(EntityName.programmeNumber(terms.programme())) == null) {
            throw new ProblemException(403, "forbidden", "found a key for " + call.key().programme()
                    + ", expected one for all programmes, as this one is new");
        }
        return switch (published(draft)) {
            case Result.Mistaken mistaken -> throw refused(mistaken.problems());
            case Result.Refused refused ->
                    throw new ProblemException(409, refused.why().code(), refused.why().words());
            case Result.Published published -> {
                boolean fresh = !published.fresh().isEmpty();
                String outcome = fresh ? "accepted" : "repeated";
                edge.recordChange(call, "terms-published", terms.programme(),
                        Map.of("date", terms.date().toString(), "outcome", outcome, "told",
                                String.valueOf(published.told())));
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("outcome", outcome);
                json.putAll(json(terms));
                json.put("told", published.told());
                yield Reply.json(fresh ? 201 : 200, json)
                        .with("Location", "/v1/programmes/" + terms.programme() + "/terms/" + terms.date());
            }
        };
    }

    private Reply withdraw(Call call) {
        String programme = edge.programme(call).latest().programme();
        return switch (withdrawn(programme, date(call))) {
            case Withdrawal.Refused(PublishingRefusal why) ->
                    throw new ProblemException(why instanceof PublishingRefusal.Unknown ? 404 : 409, why.code(),
                            why.words());
            case Withdrawal.Withdrawn(Terms terms, boolean fresh, long told) -> {
                String outcome = fresh ? "accepted" : "repeated";
                edge.recordChange(call, "terms-withdrawn", programme,
                        Map.of("date", terms.date().toString(), "outcome", outcome, "told", String.valueOf(told)));
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("outcome", outcome);
                json.putAll(json(terms));
                json.put("told", told);
                yield Reply.json(200, json);
            }
        };
    }

    private static LocalDate date(Call call) {
        try {
            return LocalDate.parse(call.path("date"));
        } catch (DateTimeParseException noDay) {
            throw new ProblemException(404, "unknown-terms",
                    "found no terms of " + call.path("date") + ", expected a date such as 2025-03-31");
        }
    }

    private Withdrawal withdrawn(String programme, LocalDate date) {
        try {
            return edge.publishing().withdraw(programme, date);
        } catch (UndecidedException stopped) {
            throw new ProblemException(503, "outcome-unknown", stopped.getMessage()
                    + "; they may be withdrawn or not, expected the same terms to be withdrawn again");
        }
    }

    private Result published(Draft draft) {
        try {
            return edge.publishing().publish(List.of(draft));
        } catch (UndecidedException stopped) {
            throw new ProblemException(503, "outcome-unknown", stopped.getMessage()
                    + "; they may be in force or not, expected the same terms to be published again");
        }
    }

    /** What stands alone without mistakes. */
    private static Draft draft(Call call) {
        return switch (read(call)) {
            case TermsReader.Result.Read read -> new Draft(NAME, read.terms());
            case TermsReader.Result.Mistaken mistaken -> throw refused(mistaken.problems());
        };
    }

    /** The same, where it is what the path says. */
    private static Draft named(Call call, Draft draft) {
        String programme = call.path(Route.PROGRAMME);
        String date = call.path("date");
        if (!draft.terms().programme().equals(programme)) {
            throw refused(List.of(other(draft.terms().programme(), programme)));
        }
        if (!draft.terms().date().toString().equals(date)) {
            throw refused(List.of(other(draft.terms().date().toString(), date)));
        }
        return draft;
    }

    private static TermsReader.Result read(Call call) {
        Problems problems = new Problems(NAME);
        String text = RequestBody.text(call.parts().body(), problems);
        return text == null
                ? new TermsReader.Result.Mistaken(problems.all())
                : TermsReader.read(NAME, text, null);
    }

    private static Problem other(String found, String expected) {
        return new Problem(NAME, Place.START, "terms of " + found, "terms of " + expected, null);
    }

    private static String requireReached(Call call, String programme) {
        if (!call.key().reaches(programme)) {
            throw new ProblemException(403, "forbidden", "found a key for " + call.key().programme()
                    + ", expected one for " + programme);
        }
        return programme;
    }

    private static ProblemException refused(List<Problem> problems) {
        return new ProblemException(RequestBody.problem(422, "terms-refused", problems));
    }

    private static Map<String, Object> json(Terms terms) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("programme", terms.programme());
        json.put("date", terms.date().toString());
        json.put("from", String.valueOf(MemberJson.moment(terms.from())));
        return json;
    }
}
