package org.guildhall.server.pages;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.CallerCheck;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.Problem;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Visit;
import org.jspecify.annotations.Nullable;

/** Every page of the console and the member centre, and what they are made of. */
public final class Pages {
    private static final String RETRY_AFTER = "Retry-After";

    private Pages() {}

    /** @param check of keys and tokens, the one that the API has too */
    public static List<OpenRoute> routes(Edge edge, CallerCheck check) {
        Door door = new Door(edge, check);
        return Stream.of(
                Assets.routes(),
                Settings.routes(),
                door.routes(),
                new OverviewPages(edge, door).routes(),
                new ProgrammePages(edge, door).routes(),
                new OfferPages(edge, door).routes(),
                new TermsPages(edge, door).routes(),
                new SearchPages(edge, door).routes(),
                new MemberPages(edge, door).routes(),
                new CentrePages(edge, door, check).routes())
                .flatMap(List::stream)
                .map(route -> new OpenRoute(route.method(), route.path(), told(route.handler())))
                .toList();
    }

    /** Tells problems on a page. */
    private static Function<Visit, Reply> told(Function<Visit, Reply> handler) {
        return visit -> {
            try {
                return handler.apply(visit);
            } catch (ProblemException refused) {
                return problem(visit, refused.problem(), refused.headers().get(RETRY_AFTER)).with(refused.headers());
            } catch (UndecidedException | StorageException untold) {
                return problem(visit, Problem.of(503, "stopped", "a part of the data can't be read just now"));
            }
        };
    }

    /**
     * What a page of a problem says.
     *
     * @param again when to try again; null where that is of no use
     * @param leads whether there is a first page for whoever reads it
     */
    record ProblemPage(
            Frame frame, int status, String title, String detail, @Nullable String again, boolean leads) {}

    /** A problem as a page. */
    public static Reply problem(Visit visit, Problem problem) {
        return problem(visit, problem, null);
    }

    /** @param seconds after which it can be tried again */
    private static Reply problem(Visit visit, Problem problem, @Nullable String seconds) {
        Frame frame = Frame.of(visit);
        String title = problem.title(frame.words().language());
        String detail = frame.words().language().equals(Locale.ENGLISH) ? problem.detail() : "";
        boolean member = frame.path().matches(CentrePages.CENTRE + "\\b.*");
        return Html.page(problem.status(), "problem",
                new ProblemPage(frame, problem.status(), title, detail,
                        seconds == null ? null : frame.words().say("try.again", seconds), !member));
    }
}
