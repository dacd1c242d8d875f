package org.guildhall.server.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import org.guildhall.server.http.Reply;

/** Makes pages of views, by templates that were compiled with us. */
final class Html {
    /** Styles and scripts are files of ours; charts are drawn on a canvas, icons in style sheets are data. */
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Html.class.getClassLoader(),
                    Html.class.getPackageName());

    private Html() {}

    /** A page, or a part of one. */
    static Reply page(String template, Object view) {
        return page(200, template, view);
    }

    static Reply page(int status, String template, Object view) {
        StringOutput out = new StringOutput();
        ENGINE.render(template + ".jte", view, out);
        return guarded(Reply.text(status, "text/html", out.toString()));
    }

    /** Says what a browser may do with it. A referrer stays here: without any, forms would come from nowhere. */
    static Reply guarded(Reply reply) {
        return reply.with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "same-origin")
                .with("Cross-Origin-Opener-Policy", "same-origin");
    }
}
