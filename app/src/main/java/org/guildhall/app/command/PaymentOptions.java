package org.guildhall.app.command;

import org.guildhall.server.payments.PaymentGateway;
import org.guildhall.server.payments.SimulatedGateway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who takes payments in a sandbox. */
final class PaymentOptions {
    @Option(names = "--simulate-payments",
            description = "Of a sandbox: take every payment and refund that falls due, at once. Without it they wait for what a"
                    + " payment gateway tells over HTTP.") boolean simulated;

    @Option(names = "--declines", paramLabel = "PERCENT",
            description = "How many of a hundred payments are declined; none unless said.") int declines;

    @Option(names = "--payment-seed", paramLabel = "N",
            description = "Decides which ones; 1 unless said.") long seed = 1;

    void require(boolean sandbox, Output output) {
        if (simulated && !sandbox) {
            throw output.usage("found --simulate-payments without --sandbox, expected a directory to try things in");
        }
        if (declines < 0 || declines > 100) {
            throw output.usage("found --declines " + declines + ", expected 0 to 100 of a hundred");
        }
    }

    /** Null where payments wait for what is told. */
    @Nullable
    PaymentGateway gateway() {
        return simulated ? new SimulatedGateway(declines, seed) : null;
    }
}
