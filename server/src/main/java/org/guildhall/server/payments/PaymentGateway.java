package org.guildhall.server.payments;

/**
 * Moves money for payments and refunds that fall due, or leaves that to others.
 *
 * <p>Usually nobody here does: whoever moves the money follows the events and tells what came of each payment, by its number,
 * over HTTP. That is {@link #ELSEWHERE}.
 */
@FunctionalInterface
public interface PaymentGateway {
    /** Waits for what others tell. */
    PaymentGateway ELSEWHERE = due -> new Result.Later();

    /** May be asked again for the same attempt, and then must give the same. */
    Result take(PaymentDue due);

    /** What came of it. */
    sealed interface Result {
        record Settled() implements Result {}

        record Failed(String reason) implements Result {}

        /** It is told by a command. */
        record Later() implements Result {}
    }
}
