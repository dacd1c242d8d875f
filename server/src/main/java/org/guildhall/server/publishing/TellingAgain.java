package org.guildhall.server.publishing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
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

/** Tells members again who were told of a renewal by terms that were withdrawn: a command for each whose renewal is another now. */
final class TellingAgain {
    private static final int UNDER_WAY = 1000;

    private final Engine engine;
    private final Runtime runtime;
    private final Clock clock;
    private final int programme;
    private final Catalogue.Dated withdrawn;
    private final String id;
    private final Deque<CompletableFuture<Answer>> asked = new ArrayDeque<>();
    private long told;

    /** @param from the moment the withdrawn terms would have held from */
    TellingAgain(Engine engine, Runtime runtime, Clock clock, Catalogue catalogue, long from) {
        this.engine = engine;
        this.runtime = runtime;
        this.clock = clock;
        programme = EntityName.programmeNumber(catalogue.latest().programme());
        withdrawn = Objects.requireNonNull(catalogue.withdrawn(from), "terms that were withdrawn");
        id = "withdrawn/" + from + "/" + catalogue.withdrawn().lastIndexOf(withdrawn);
    }

    /** How many were told; waits until all are. The id is the withdrawal's, so that those who were told before are not told twice. */
    long all() {
        long now = clock.millis();
        runtime.forEachEntity((name, stored, pages) -> {
            if (name.programme() == programme
                    && engine.mustBeToldAgain(new Image(stored.head(), pages), name, now, withdrawn)) {
                ask(new Command(name, id, now, 0, Origin.TERMS, new MemberCommand.TellAgain(withdrawn.from())));
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

    private static UndecidedException stopped(String why) {
        return new UndecidedException(UndecidedException.Kind.STOPPED,
                "the terms are withdrawn, but not everybody is told again: " + why);
    }
}
