package org.guildhall.server.pages;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.Problem;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Visit;

/** Every page of the console and the member centre, and what they are made of. */
public final class Pages {
    private Pages() {}

    public static List<OpenRoute> routes(Edge edge) {
        Door door = new Door(edge);
        return Stream.of(
                Assets.routes(),
                Settings.routes(),
                door.routes(),
                new OverviewPages(edge, door).routes(),
                new ProgrammePages(edge, door).routes(),
                new TermsPages(edge, door).routes(),
                new MemberPages(edge, door).routes(),
                new CentrePages(edge, door).routes())
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
                return page(visit, refused.problem());
            } catch (UndecidedException | StorageException untold) {
                return page(visit, Problem.of(503, "stopped", "a part of the data can't be read just now"));
            }
        };
    }

    /** What a page of a problem says. @param leads whether there is a first page for whoever reads it */
    record ProblemPage(Frame frame, int status, String title, String detail, boolean leads) {}

    private static Reply page(Visit visit, Problem problem) {
        Frame frame = Frame.of(visit);
        String title = problem.title(frame.words().language());
        String detail = frame.words().language().equals(Locale.ENGLISH) ? problem.detail() : "";
        boolean member = frame.path().matches(CentrePages.CENTRE + "\\b.*");
        return Html.page(problem.status(), "problem",
                new ProblemPage(frame, problem.status(), title, detail, !member));
    }
}
