package org.guildhall.runtime.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.SubscriptionView;
import org.guildhall.core.stock.StockCommand;
import org.guildhall.core.stock.StockMachine;
import org.guildhall.core.terms.Stock;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Some members who buy plans, share and give them and ask for what they bring, and whoever fills the stocks. */
final class Household {
    private static final int MEMBERS = 6;

    private final Random random;
    private final World world;
    private final Terms terms;
    final List<EntityName> members;
    final List<EntityName> stocks;
    private int asked;

    Household(Random random, World world, Terms terms) {
        this.random = random;
        this.world = world;
        this.terms = terms;
        int programme = EntityName.programmeNumber(terms.programme());
        members = IntStream.rangeClosed(1, MEMBERS)
                .mapToObj(key -> new EntityName(programme, EntityKind.MEMBER, key * 0x1234_5678_9abc_defL))
                .toList();
        stocks = terms.stocks().stream().map(stock -> StockMachine.name(terms.programme(), stock)).toList();
    }

    String nameOf(EntityName stock) {
        return terms.symbols().name((int) stock.key());
    }

    /** What is asked next. */
    Command next(long now) {
        if (random.nextInt(6) == 0) {
            Stock stock = terms.stocks().get(random.nextInt(terms.stocks().size()));
            return command(StockMachine.name(terms.programme(), stock), filling(stock), now);
        }
        EntityName who = someone();
        return command(who, body(who, now), now);
    }

    private Command command(EntityName who, Command.Body body, long now) {
        return new Command(who, "h" + asked++, now, 0, Origin.API, body);
    }

    private EntityName someone() {
        return members.get(random.nextInt(MEMBERS));
    }

    private StockCommand filling(Stock stock) {
        if (random.nextInt(6) == 0) {
            return new StockCommand.Withdraw(1, "recalled");
        }
        int many = 1 + random.nextInt(3);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            codes.add(stock.name() + "-" + asked + "-" + i);
        }
        return stock.codes() ? new StockCommand.AddCodes(codes) : new StockCommand.AddPieces(many, "bought");
    }

    private MemberCommand body(EntityName who, long now) {
        MemberView view = world.view(who, now);
        int plan = terms.plans().get(random.nextInt(terms.plans().size())).number();
        int own = had(view, plan, one -> !one.seat());
        MemberCommand likely = random.nextInt(3) == 0 ? null : likely(view);
        if (likely != null) {
            return likely;
        }
        return switch (random.nextInt(40)) {
            case 0, 1, 2 -> new MemberCommand.Subscribe(plan, MemberCommand.Renews.YES);
            case 3 -> new MemberCommand.CancelPlan(own, random.nextBoolean());
            case 4 -> new MemberCommand.PausePlan(own, Long.MAX_VALUE);
            case 5 -> new MemberCommand.ResumePlan(own);
            case 6 -> new MemberCommand.ChangePlan(own, plan);
            case 7 -> new MemberCommand.ProlongPlan(own);
            case 8, 9 -> new MemberCommand.Give(plan, someone());
            case 10 -> new MemberCommand.PaymentReversed(1 + random.nextLong(5), "disputed");
            case 11 -> random.nextInt(3) > 0 ? new MemberCommand.Merge(someone()) : new MemberCommand.Unfreeze("fine");
            case 12 -> random.nextInt(4) == 0 ? new MemberCommand.Leave("moves") : new MemberCommand.Freeze("checked");
            case 13, 14 -> new MemberCommand.Unfreeze("fine");
            case 15, 16, 17 -> new MemberCommand.OfferSeat(own, someone());
            case 18, 19, 20 -> new MemberCommand.AcceptSeat(had(view, plan, SubscriptionView::seat));
            case 21 -> new MemberCommand.GiveUpSeat(had(view, plan, SubscriptionView::seat));
            case 22 -> new MemberCommand.RemoveSeat(1 + random.nextInt(4));
            case 23, 24, 25, 26, 27 -> new MemberCommand.Claim(benefit("film"), "");
            case 28, 29, 30 -> new MemberCommand.Claim(benefit("cleaning"), "");
            case 31 -> new MemberCommand.CancelClaim(claim(view));
            case 32 -> new MemberCommand.ClaimFailed(claim(view), "used before");
            case 33 -> new MemberCommand.Adjust(terms.currencies().getFirst().number(), 10, "welcome");
            default -> settled(who, view, now);
        };
    }

    /** What a member would do next: pay, take a seat that was offered, offer one, take points, ask for a cleaning. */
    private @Nullable MemberCommand likely(@Nullable MemberView view) {
        for (SubscriptionView one : view == null ? List.<SubscriptionView>of() : view.subscriptions()) {
            int plan = Objects.requireNonNull(terms.symbols().find("plan", one.plan()));
            if (one.payment() != null) {
                return new MemberCommand.PaymentSettled(0, one.payment().number(), one.payment().amount());
            }
            if (one.seat() && one.status().equals("awaited")) {
                return new MemberCommand.AcceptSeat(plan);
            }
            if (one.status().equals("running") && !one.seat()) {
                return switch (random.nextInt(6)) {
                    case 0, 1 -> new MemberCommand.OfferSeat(plan, someone());
                    case 2 -> new MemberCommand.Adjust(terms.currencies().getFirst().number(), 4, "welcome");
                    case 3, 4 -> new MemberCommand.Claim(benefit("cleaning"), "");
                    default -> new MemberCommand.CancelClaim(claim(view));
                };
            }
        }
        return null;
    }

    private int benefit(String name) {
        return Objects.requireNonNull(terms.symbols().find("benefit", name));
    }

    private String claim(@Nullable MemberView view) {
        return view == null || view.claims().isEmpty() ? "none"
                : view.claims().get(random.nextInt(view.claims().size())).id();
    }

    private int had(@Nullable MemberView view, int otherwise, Predicate<SubscriptionView> kind) {
        return view == null ? otherwise
                : view.subscriptions()
                        .stream()
                        .filter(one -> !one.status().equals("ended") && kind.test(one))
                        .map(one -> Objects.requireNonNull(terms.symbols().find("plan", one.plan())))
                        .findFirst()
                        .orElse(otherwise);
    }

    /** Whatever is awaited is paid: of a plan, or of a gift. */
    private MemberCommand settled(EntityName who, @Nullable MemberView view, long now) {
        if (view == null) {
            return new MemberCommand.Subscribe(terms.plans().getFirst().number(), MemberCommand.Renews.YES);
        }
        for (MemberView.GiftView gift : view.gifts()) {
            if (gift.state().equals("awaited")) {
                return new MemberCommand.PaymentSettled(0, gift.payment(), gift.amount());
            }
        }
        return view.subscriptions()
                .stream()
                .map(SubscriptionView::payment)
                .filter(Objects::nonNull)
                .findFirst()
                .<MemberCommand>map(payment -> new MemberCommand.PaymentSettled(0, payment.number(), payment.amount()))
                .orElseGet(() -> new MemberCommand.Give(terms.plans().getLast().number(), someone()));
    }
}
