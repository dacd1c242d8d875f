package org.guildhall.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.guildhall.app.bench.Access;
import org.guildhall.app.bench.BenchDirectory;
import org.guildhall.app.bench.OrderLoad;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Pages;
import org.guildhall.core.entity.Step;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Members in memory with a number of orders each, evenly over a year and each still reversible, and a few moments of
 * their life after that: a page is now fuller, now emptier. There are as many states whatever the number of orders, so that
 * the processor's caches hold none of them better than others. Used by one thread.
 */
final class LongMember {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long DAYS = 330;
    private static final int STATES = 256;

    private final Engine engine = new Engine(TermsReader::published, OfferReader::published);
    private final OrderLoad load;
    private final List<Moment> moments = new ArrayList<>();
    private Map<Long, byte[]> pages = new HashMap<>();
    private byte @Nullable [] head;
    private int next;

    /** The member at rest and the order that comes then. */
    private record Moment(Image image, Command order) {}

    LongMember(int orders) {
        String text = BenchDirectory.termsText().replace("reversible: 30 days", "reversible: 24 months");
        Terms terms = TermsReader.published(text, null);
        engine.publish(new PublishedTerms(terms.programme(), terms.from(), text).encode());
        load = new OrderLoad(terms, new long[]{1}, Access.UNIFORM, "long");
        while (moments.size() < STATES) {
            live(orders, terms.from() + DAY_MILLIS);
        }
        Collections.shuffle(moments, new Random(1));
    }

    /** One member's life. */
    private void live(int orders, long first) {
        head = null;
        pages = new HashMap<>();
        for (long i = 0; i < orders; i++) {
            apply(engine.step(image(), order(first + DAYS * DAY_MILLIS * i / orders)));
        }
        int few = Math.clamp(orders / 5, 1, STATES - moments.size());
        for (int i = 0; i < few; i++) {
            Moment moment = new Moment(copy(), order(first + DAYS * DAY_MILLIS + i * 1_000L));
            moments.add(moment);
            apply(engine.step(moment.image, moment.order));
        }
    }

    /** Decides the next order; the state it leads to is not kept. */
    Step step() {
        Moment moment = moments.get(next++ % moments.size());
        return engine.step(moment.image, moment.order);
    }

    private Command order(long at) {
        return load.of(0, at).receivedAt(at);
    }

    private @Nullable Image image() {
        return head == null ? null : new Image(head, reading(pages));
    }

    /** The present state; later changes leave it alone, for pages are never written into. */
    private Image copy() {
        return new Image(Objects.requireNonNull(head), reading(new HashMap<>(pages)));
    }

    private static Pages reading(Map<Long, byte[]> pages) {
        return number -> Objects.requireNonNull(pages.get(number));
    }

    private void apply(Step step) {
        Change change = Objects.requireNonNull(step.change());
        head = change.head();
        for (Change.Page page : change.pages()) {
            byte[] bytes = page.bytes();
            if (bytes == null) {
                pages.remove(page.number());
            } else {
                pages.put(page.number(), bytes);
            }
        }
    }
}
