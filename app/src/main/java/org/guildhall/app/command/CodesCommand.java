package org.guildhall.app.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.guildhall.app.serving.CodeKeyFile;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.stock.BudgetCommand.MakeCodes;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.CouponCodes;
import org.guildhall.core.terms.Offers;
import org.guildhall.server.shown.FactWords;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guildhall codes}: makes codes of a coupon. */
@Command(name = "codes",
        description = "Makes codes of a coupon that is given by-unique-code, and prints them, one a line. Each is good once, for one"
                + " member.",
        mixinStandardHelpOptions = true)
public final class CodesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "COUPON", description = "Its name in the offer.") String name = "";

    @Option(names = "--count", paramLabel = "N", required = true,
            description = "How many, up to 1,000,000.") long count;

    @Option(names = "--programme", paramLabel = "P", description = "Which programme; needed where there are several.")
    @Nullable String programme;

    @Option(names = "--id", paramLabel = "ID",
            description = "Your own id of it: asked with the same again, the same codes are printed. Made up unless said.")
    @Nullable String id;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        try (Guild guild = Guild.open(data.data)) {
            Catalogue catalogue = guild.programme(programme);
            String of = catalogue.latest().programme();
            Coupon coupon = named(catalogue.offers(), of);
            Offers.Published offer = catalogue.offers().ofCoupon(coupon.number());
            if (offer == null) {
                throw new IllegalStateException("expected the offer of " + coupon.name() + ", but found none");
            }
            EntityName budgets =
                    BudgetMachine.name(EntityName.programmeNumber(of), offer.latest().number());
            String its = id == null ? UUID.randomUUID().toString() : id;
            long now = guild.clock().millis();
            Outcome outcome = guild.runtime()
                    .submit(new org.guildhall.core.entity.Command(budgets, its, now, 0, Origin.OPERATOR,
                            new MakeCodes(coupon.number(), count)))
                    .join()
                    .outcome();
            if (outcome instanceof Outcome.Refused refused) {
                throw new CommandFailure(ExitCode.FAILED,
                        new FactWords(catalogue.latest(), Locale.ENGLISH).of(refused.refusal()));
            }
            BudgetView.Batch batch =
                    guild.runtime().view(budgets, budget -> guild.engine().made(budget, its));
            if (batch == null) {
                throw new IllegalStateException("expected codes of " + its + ", but found none");
            }
            print(CodeKeyFile.key(data.data).of(of, batch.coupon()), batch);
            return ExitCode.FINE;
        }
    }

    private Coupon named(Offers offers, String of) {
        return offers.coupons()
                .stream()
                .filter(one -> one.name().equals(name) && one.given() instanceof Coupon.Given.ByUniqueCode)
                .findFirst()
                .orElseThrow(() -> CommandFailure.unavailable("found no coupon " + name + " in " + of
                        + " that is given by-unique-code, expected "
                        + one(offers)));
    }

    private static String one(Offers offers) {
        String names = String.join(", ", offers.coupons()
                .stream()
                .filter(one -> one.given() instanceof Coupon.Given.ByUniqueCode)
                .map(Coupon::name)
                .toList());
        return names.isEmpty() ? "an offer with one" : "one of " + names;
    }

    private void print(CouponCodes codes, BudgetView.Batch batch) {
        PrintWriter out = output.out();
        for (long serial = batch.first(); serial < batch.first() + batch.count(); serial++) {
            out.print(codes.text(serial) + "\n");
        }
        out.flush();
    }
}
