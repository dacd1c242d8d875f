package org.guildhall.server.pages;

import java.time.Duration;
import java.util.List;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Visit;

/** How somebody would have the pages: remembered by the browser. */
final class Settings {
    private static final Duration LASTING = Duration.ofDays(365);

    private Settings() {}

    static List<OpenRoute> routes() {
        return List.of(new OpenRoute("POST", "/settings", Settings::change));
    }

    private static Reply change(Visit visit) {
        Form form = Form.of(visit);
        Reply back = Reply.seeOther(form.page("back"));
        return switch (form.text("language")) {
            case "zh", "en" -> back.with("Set-Cookie", kept(visit, Cookies.LANGUAGE, form.text("language")));
            default -> back.with("Set-Cookie",
                    kept(visit, Cookies.THEME, Frame.Theme.of(form.text("theme")).word()));
        };
    }

    private static String kept(Visit visit, String name, String value) {
        return Cookies.of(name, value, Cookies.Reach.LAX, LASTING, visit.parts().isSecure());
    }
}
