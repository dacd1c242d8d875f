package org.guildhall.server.publishing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.UndecidedException;

/** Tells members again who were told of a renewal before terms were published or withdrawn: a command for each whose renewal is another now. */
final class TellingAgain {
    private static final int UNDER_WAY = 1000;

    private final Engine engine;
    private final Runtime runtime;
    private final Clock clock;
    private final int programme;
    private final MemberCommand.TellAgain again;
    private final String id;
    private final Deque<CompletableFuture<Answer>> asked = new ArrayDeque<>();
    private long told;

    /** @param again what is asked of each: the terms are those of the catalogue */
    TellingAgain(Engine engine, Runtime runtime, Clock clock, Catalogue catalogue, MemberCommand.TellAgain again) {
        this.engine = engine;
        this.runtime = runtime;
        this.clock = clock;
        programme = EntityName.programmeNumber(catalogue.latest().programme());
        this.again = again;
        id = (again.withdrawn() ? "withdrawn/" : "published/") + again.from() + "/" + catalogue.changes();
    }

    /** How many were told; waits until all are. Who was told since those terms is not told twice. */
    long all() {
        long now = clock.millis();
        runtime.forEachEntity((name, stored, pages) -> {
            if (name.programme() == programme
                    && engine.mustBeToldAgain(new Image(stored.head(), pages), name, now, again)) {
                ask(new Command(name, id, now, 0, Origin.TERMS, again));
            }
            return true;
        });
        while (!asked.isEmpty()) {
            await();
        }
        return told;
    }

    private void ask(Command command) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            if (runtime.submitWaiting(command, answer::complete) == Submission.STOPPED) {
                throw stopped(command.entity() + "'s partition has stopped");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw stopped("it was interrupted");
        }
        asked.add(answer);
        if (asked.size() == UNDER_WAY) {
            await();
        }
    }

    private void await() {
        Answer answer = asked.remove().join();
        if (!(answer instanceof Answer.Decided(Outcome outcome))) {
            throw stopped(String.valueOf(answer));
        }
        told += outcome instanceof Outcome.Accepted ? 1 : 0;
    }

    private UndecidedException stopped(String why) {
        return new UndecidedException(UndecidedException.Kind.STOPPED,
                "the terms are " + (again.withdrawn() ? "withdrawn" : "published")
                        + ", but not everybody is told again: " + why);
    }
}
