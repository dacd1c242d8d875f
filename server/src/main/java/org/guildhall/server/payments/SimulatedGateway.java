package org.guildhall.server.payments;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.guildhall.core.codec.Hashes;

/**
 * Takes every payment at once, but for a share that is declined: which ones follows from a seed and the payment alone. Refunds always
 * arrive.
 *
 * @param declines how many of a hundred payments are declined
 */
public record SimulatedGateway(int declines, long seed) implements PaymentGateway {
    public SimulatedGateway {
        if (declines < 0 || declines > 100) {
            throw new IllegalArgumentException("expected 0 to 100 declines of a hundred, but found " + declines);
        }
    }

    @Override
    public Result take(PaymentDue due) {
        byte[] key = due.key().getBytes(UTF_8);
        long drawn = Long.remainderUnsigned(Hashes.mix(Hashes.of(key, 0, key.length) + seed), 100);
        return due.refund() || drawn >= declines ? new Result.Settled() : new Result.Failed("declined");
    }
}
