package org.guildhall.server.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Follower;
import org.guildhall.runtime.Runtime;

/**
 * Asks a gateway for each payment that falls due, and tells members what came of it. It follows the journal from its oldest entry at
 * each start; what was told before is not told again, as a payment that is no longer due is passed over and each telling has an id
 * of its attempt.
 */
public final class PaymentDesk implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PaymentDesk.class.getName());
    private static final int MOST = 1_000;
    private static final long TURN_MILLIS = 50;

    private final Engine engine;
    private final Runtime runtime;
    private final Clock clock;
    private final PaymentGateway gateway;
    private final ScheduledExecutorService thread;
    /** One of each partition, once they are needed. */
    private final List<Follower> followers = new ArrayList<>();
    /** What fell due, and was not told of yet. */
    private final List<PaymentDue> waiting = new ArrayList<>();
    private volatile boolean closing;

    public PaymentDesk(Engine engine, Runtime runtime, Clock clock, PaymentGateway gateway) {
        this.engine = engine;
        this.runtime = runtime;
        this.clock = clock;
        this.gateway = gateway;
        this.thread =
                new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("guildhall-payments").daemon().factory());
    }

    /** Looks for payments from now on. */
    public void start() {
        thread.scheduleWithFixedDelay(this::tryToServe, 0, TURN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tryToServe() {
        try {
            serve();
        } catch (RuntimeException fault) {
            if (!closing) {
                LOG.log(System.Logger.Level.WARNING, "can't tell of payments; it is tried again", fault);
            }
        }
    }

    /** Until nothing is due that was not asked for; on return all that the gateway said is decided. */
    public synchronized void serve() {
        for (int i = followers.size(); i < runtime.status().partitions().size(); i++) {
            followers.add(runtime.follow(i, runtime.oldest(i)));
        }
        while (!closing) {
            int looked = 0;
            for (Follower follower : followers) {
                looked += look(follower, engine, waiting);
            }
            if (looked == 0 && waiting.isEmpty()) {
                return;
            }
            waiting.stream().filter(this::isDue).flatMap(this::told).toList().forEach(PaymentDesk::await);
            waiting.clear();
        }
    }

    /** Looks at the next entries of a partition; gives how many there were. */
    private static int look(Follower follower, Engine engine, List<PaymentDue> due) {
        int[] looked = {0};
        follower.poll((name, entry) -> {
            due.addAll(due(name, engine.explain(name, entry.bytes())));
            return ++looked[0] < MOST;
        });
        return looked[0];
    }

    private static void await(CompletableFuture<Answer.Decided> told) {
        try {
            told.join();
        } catch (CompletionException undecided) {
            throw undecided.getCause() instanceof RuntimeException fault ? fault : undecided;
        }
    }

    private static List<PaymentDue> due(EntityName name, EntryView entry) {
        return entry.lines()
                .stream()
                .filter(line -> line.what().equals("payment") && "due".equals(line.facts().get("state")))
                .map(line -> new PaymentDue(name, number(line, "payment"), number(line, "attempts"),
                        "refund".equals(line.facts().get("kind")), number(line, "amount")))
                .toList();
    }

    private static long number(EntryView.Line line, String fact) {
        return line.facts().get(fact) instanceof Long number ? number : 0;
    }

    private boolean isDue(PaymentDue due) {
        return Boolean.TRUE.equals(runtime.view(due.member(), image -> image != null
                && engine.payments(image, due.member(), clock.millis())
                        .payments()
                        .stream()
                        .anyMatch(payment -> payment.number() == due.payment() && payment.state().equals("due")
                                && payment.attempts() == due.attempt())));
    }

    private Stream<CompletableFuture<Answer.Decided>> told(PaymentDue due) {
        return switch (gateway.take(due)) {
            case PaymentGateway.Result.Later later -> Stream.empty();
            case PaymentGateway.Result.Settled settled ->
                    Stream.of(tell(due, new MemberCommand.PaymentSettled(0, due.payment(), due.amount())));
            case PaymentGateway.Result.Failed failed ->
                    Stream.of(tell(due, new MemberCommand.PaymentFailed(0, due.payment(), failed.reason())));
        };
    }

    private CompletableFuture<Answer.Decided> tell(PaymentDue due, MemberCommand body) {
        String id = "gateway/" + due.payment() + "/" + due.attempt();
        return runtime.submit(new Command(due.member(), id, clock.millis(), 0, Origin.API, body));
    }

    @Override
    public void close() {
        closing = true;
        thread.shutdownNow();
        synchronized (this) {
            followers.forEach(Follower::close);
        }
    }
}
