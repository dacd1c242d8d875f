package org.guildhall.server.publishing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Runtime;
import org.jspecify.annotations.Nullable;

/** Puts terms in force, for one caller at a time, since what may follow depends on what is published. Any thread. */
public final class Publishing {
    private final Engine engine;
    private final Runtime runtime;
    private final Clock clock;

    public Publishing(Engine engine, Runtime runtime, Clock clock) {
        this.engine = engine;
        this.runtime = runtime;
        this.clock = clock;
    }

    /** What comes of drafts. */
    public sealed interface Result {
        /** @param fresh those that were not published before, the oldest first */
        record Published(List<Terms> fresh) implements Result {}

        /** They are at odds with those before them; nothing is published. */
        record Mistaken(List<Problem> problems) implements Result {}

        /** Nothing is published. */
        record Refused(PublishingRefusal why) implements Result {}
    }

    /**
     * Publishes what is not published yet; all of it is looked at first.
     *
     * @param drafts of one programme, the oldest first
     * @throws org.guildhall.runtime.UndecidedException where a partition stopped meanwhile: published again, they go on
     */
    public synchronized Result publish(List<Draft> drafts) {
        giveUpWhatCameTooLate();
        Result judged = judge(drafts);
        if (judged instanceof Result.Published published) {
            for (Terms terms : published.fresh) {
                PublishingRefusal refusal = enact(new PublishedTerms(terms.programme(), terms.from(), terms.text()));
                if (refusal != null) {
                    return new Result.Refused(refusal);
                }
            }
        }
        return judged;
    }

    /** What publishing would come to now, but for what was cut off before; publishes nothing. */
    public Result judge(List<Draft> drafts) {
        Catalogue known = engine.catalogue(EntityName.programmeNumber(drafts.getFirst().terms().programme()));
        Terms last = known == null ? null : known.latest();
        List<Terms> fresh = new ArrayList<>();
        for (Draft draft : drafts) {
            Terms published = known == null ? null : of(known, draft);
            if (published != null && !published.text().equals(draft.terms().text())) {
                return new Result.Refused(new PublishingRefusal.Differ(published.date()));
            }
            if (published == null) {
                switch (TermsReader.read(draft.name(), draft.terms().text(), last)) {
                    case TermsReader.Result.Read read -> fresh.add(last = read.terms());
                    case TermsReader.Result.Mistaken mistaken -> {
                        return new Result.Mistaken(mistaken.problems());
                    }
                }
            }
        }
        return fresh.stream()
                .filter(terms -> known != null && comesTooLate(known, terms.from()))
                .findFirst()
                .<Result>map(terms -> new Result.Refused(
                        new PublishingRefusal.TooSoon(terms.programme(), terms.date())))
                .orElseGet(() -> new Result.Published(fresh));
    }

    private static @Nullable Terms of(Catalogue known, Draft draft) {
        for (Catalogue.Dated dated : known.all()) {
            if (dated.terms().date().equals(draft.terms().date())) {
                return dated.terms();
            }
        }
        return null;
    }

    /** Terms that a crash left in some partitions, and that would hold from a moment that has passed by now. */
    private void giveUpWhatCameTooLate() {
        byte[] unfinished = runtime.unfinishedTerms();
        if (unfinished != null) {
            PublishedTerms terms = PublishedTerms.decode(unfinished);
            Catalogue known = engine.catalogue(EntityName.programmeNumber(terms.programme()));
            if (known != null && comesTooLate(known, terms.from())) {
                var _ = runtime.withdrawUnfinishedTerms();
            }
        }
    }

    private @Nullable PublishingRefusal enact(PublishedTerms terms) {
        byte[] bytes = terms.encode();
        byte[] unfinished = runtime.unfinishedTerms();
        if (unfinished != null && !Arrays.equals(unfinished, bytes)) {
            PublishedTerms left = PublishedTerms.decode(unfinished);
            return new PublishingRefusal.Unfinished(left.programme(), left.from());
        }
        runtime.publish(bytes);
        return null;
    }

    /** Whether a command may have been decided that terms from then on concern: one may lie a little ahead of its reception. */
    private boolean comesTooLate(Catalogue known, long from) {
        return from <= clock.millis() + 2 * Command.FUTURE_TOLERANCE_MILLIS
                && !runtime.tallies(EntityName.programmeNumber(known.latest().programme())).isEmpty();
    }
}
