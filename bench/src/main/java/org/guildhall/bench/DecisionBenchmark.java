package org.guildhall.bench;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Step;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An order of two lines, decided and encoded: five earning rules, a ladder, expiry; without disk and threads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBenchmark {
    /** What the member already has, all of it still reversible. */
    @Param({"10", "1000", "100000"}) public int orders;

    private @Nullable LongMember member;

    @Setup(Level.Trial)
    public void grow() {
        LongMember grown = new LongMember(orders);
        Outcome outcome = grown.step().outcome();
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new IllegalStateException("expected an order to be accepted, but found " + outcome);
        }
        member = grown;
    }

    @Benchmark
    public Step order() {
        return Objects.requireNonNull(member).step();
    }
}
