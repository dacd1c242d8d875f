package org.guildhall.server.pages;

import java.util.List;
import java.util.function.Function;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.MemberToken;
import org.guildhall.server.access.Permission;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.CallerCheck;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.http.Visit;
import org.jspecify.annotations.Nullable;

/** Where people sign in with a key, and what a page asks of whoever wants to see it: the same as the API. */
final class Door {
    private final Edge edge;
    private final CallerCheck check;
    private final Sessions sessions;

    Door(Edge edge, CallerCheck check) {
        this.edge = edge;
        this.check = check;
        sessions = new Sessions(edge.keys());
    }

    /** One request of somebody who has signed in, and may see the page. */
    record Turn(ApiKey key, Frame frame, Visit visit) {
        String path(String name) {
            return visit.path(name);
        }
    }

    /** A page of one programme. */
    @FunctionalInterface
    interface ProgrammePage {
        Reply of(Turn turn, Catalogue programme);
    }

    /** @param mistaken whether a key was given that is none */
    record SignInPage(Frame frame, String to, boolean mistaken) {}

    List<OpenRoute> routes() {
        return List.of(
                new OpenRoute("POST", "/sign-in", this::signIn),
                new OpenRoute("POST", "/sign-out", this::signOut));
    }

    /** A page that needs a key; whoever has not signed in is asked to, and comes back. */
    OpenRoute page(String path, Permission permission, Function<Turn, Reply> page) {
        return new OpenRoute("GET", path, visit -> enter(visit, permission, page));
    }

    /** A page under the programme that its path names. */
    OpenRoute programmePage(String path, Permission permission, ProgrammePage page) {
        return page(path, permission, turn -> page.of(turn, programme(turn)));
    }

    /** Something that a page's form asks for. */
    OpenRoute form(String path, Permission permission, ProgrammePage done) {
        return new OpenRoute("POST", path, visit -> {
            var _ = Form.of(visit);
            return enter(visit, permission, turn -> done.of(turn, programme(turn)));
        });
    }

    private Catalogue programme(Turn turn) {
        String name = turn.path(Route.PROGRAMME);
        if (!turn.key().reaches(name)) {
            throw new ProblemException(403, "forbidden", "found a key for " + turn.key().programme()
                    + ", expected one for " + name);
        }
        return edge.programme(name);
    }

    private Reply enter(Visit visit, Permission permission, Function<Turn, Reply> page) {
        Frame frame = Frame.of(visit);
        ApiKey key = signedIn(visit);
        if (key == null) {
            return visit.parts().header("HX-Request").isPresent()
                    ? Reply.nothing().with("HX-Refresh", "true")
                    : Html.page("signIn", new SignInPage(frame, frame.path(), false));
        }
        if (!key.role().may(permission)) {
            throw new ProblemException(403, "forbidden", "found a key of role " + key.role().word()
                    + ", expected one with the permission " + permission.word());
        }
        return page.apply(new Turn(key, frame.signedIn(key), visit));
    }

    private @Nullable ApiKey signedIn(Visit visit) {
        return Cookies.find(visit, Cookies.SESSION)
                .map(token -> sessions.find(token, edge.clock().millis()))
                .orElse(null);
    }

    private Reply signIn(Visit visit) {
        Form form = Form.of(visit);
        String to = form.page("to");
        String text = form.text("key").strip();
        return switch (check.find(text, visit.parts().from())) {
            case ApiKey key -> signedIn(key, to, visit);
            case MemberToken token -> Reply.seeOther(CentrePages.CENTRE + "/" + text);
            case null -> Html.page(403, "signIn", new SignInPage(Frame.of(visit).from(to), to, true));
        };
    }

    private Reply signedIn(ApiKey key, String to, Visit visit) {
        String token = sessions.open(key, edge.clock().millis());
        return Reply.seeOther(to)
                .with("Set-Cookie", Cookies.of(Cookies.SESSION, token, Cookies.Reach.STRICT, Sessions.LASTING,
                        visit.parts().isSecure()));
    }

    private Reply signOut(Visit visit) {
        var _ = Form.of(visit);
        Cookies.find(visit, Cookies.SESSION).ifPresent(sessions::close);
        return Reply.seeOther("/").with("Set-Cookie", Cookies.gone(Cookies.SESSION));
    }
}
