package org.guildhall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Pages;
import org.guildhall.core.entity.Step;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the engine alone, whatever the simulation's customers ask. */
class PropertiesTest {
    private static final long DAY = 86_400_000L;
    private static final int SEEDS = 25;

    /** Members over a map whose pages are kept, one command at a time. */
    private static final class Members {
        final Engine engine = new Engine(Programme::compile, OfferReader::published);
        final Map<EntityName, Image> images = new HashMap<>();
        private final Map<EntityName, Map<Long, byte[]>> pages = new HashMap<>();

        Outcome ask(Command command) {
            Step step = engine.step(images.get(command.entity()), command);
            Change change = step.change();
            if (change != null) {
                Map<Long, byte[]> own = pages.computeIfAbsent(command.entity(), name -> new HashMap<>());
                change.pages()
                        .forEach(page -> own.put(page.number(), Objects.requireNonNullElse(page.bytes(), new byte[0])));
                Pages read = page -> Objects.requireNonNull(own.get(page));
                images.put(command.entity(), new Image(change.head(), read));
            }
            return step.outcome();
        }

        byte[] digest(EntityName name, long moment) {
            Image image = images.get(name);
            return image == null ? new byte[0] : engine.canonical(image, name, moment);
        }
    }

    /** A seed's members who act alone, its commands in the order of their reception. */
    private static final class Story {
        final Programme programme;
        final Members members = new Members();
        final List<Command> commands = new ArrayList<>();
        final List<EntityName> names;
        long now;

        Story(String name, long seed) {
            Random random = new Random(seed);
            programme = new Programme(name);
            members.engine.publish(Programme.published(programme.first()));
            Customers customers = new Customers(random, programme, (who, currency) -> 50);
            names = customers.members();
            now = programme.first().from() + random.nextLong(200 * DAY);
            for (int i = 0; i < 120; i++) {
                now += random.nextInt(4) == 0 ? random.nextLong(6 * DAY) : random.nextLong(DAY / 4);
                Command command = customers.next(programme.first(), now);
                boolean alone = !(command.body() instanceof MemberCommand.Transfer)
                        && !(command.body() instanceof MemberCommand.Merge)
                        && command.origin() != Origin.IMPORT;
                if (alone) {
                    commands.add(command.receivedAt(now));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"harbour", "station", "lighthouse"})
    void aCommandThatComesAgainAtOnceChangesNothing(String programme) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = new Story(programme, seed);
            for (Command command : story.commands) {
                Outcome first = story.members.ask(command);
                byte[] after = story.members.digest(command.entity(), story.now);
                Outcome again = story.members.ask(command);
                boolean kept = again instanceof Outcome.Repeated
                        || again instanceof Outcome.Refused refused && refused.refusal().code().equals("id-reused");
                assertThat(kept).as("seed %s: %s, then %s", seed, first, again).isTrue();
                assertThat(story.members.digest(command.entity(), story.now)).as("seed %s", seed).isEqualTo(after);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"harbour", "station", "lighthouse"})
    void theStateAtAnyMomentIsTheSameWhetherOrNotTimersRan(String programme) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story quiet = new Story(programme, seed);
            Story ticking = new Story(programme, seed);
            Random random = new Random(seed);
            for (Command command : quiet.commands) {
                quiet.members.ask(command);
                if (random.nextBoolean()) {
                    ticking.members.ask(ticking.members.engine.advance(command.entity(), command.received() - 1));
                }
                ticking.members.ask(command);
            }
            for (EntityName name : quiet.names) {
                long moment = quiet.now + random.nextLong(400 * DAY);
                assertThat(ticking.members.digest(name, moment))
                        .as("seed %s", seed)
                        .isEqualTo(quiet.members.digest(name, moment));
            }
        }
    }

    /** Where currencies go below zero and rules take back; whatever was spent or ended since: what was spent is owed. */
    @Test
    void takingBackEveryOrderInItsTimeLeavesNothingEarned() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = new Story("harbour", seed);
            List<Command> orders = new ArrayList<>();
            for (Command command : story.commands) {
                boolean order = command.body() instanceof MemberCommand.Record;
                boolean plain = order || command.body() instanceof MemberCommand.Spend;
                boolean recent = command.received() > story.now - 50 * DAY && command.at() > story.now - 50 * DAY;
                if (plain && recent && story.members.ask(command) instanceof Outcome.Accepted && order) {
                    orders.add(command);
                }
            }
            orders.forEach(order -> takeBack(story, order));
            for (Map.Entry<EntityName, Image> member : story.members.images.entrySet()) {
                requireNothing(story, member.getKey(), member.getValue(), seed);
            }
        }
    }

    private static void takeBack(Story story, Command order) {
        MemberCommand.Reverse whole = new MemberCommand.Reverse(order.id(), new MemberCommand.Part.Whole());
        Command back =
                new Command(order.entity(), "back " + order.id(), story.now, story.now, Origin.OPERATOR, whole);
        story.members.ask(back);
    }

    private static void requireNothing(Story story, EntityName name, Image image, long seed) {
        MemberView view = Objects.requireNonNull(story.members.engine.view(image, name, story.now));
        view.wallets().forEach((currency, wallet) -> {
            long kept = wallet.figure(Account.PENDING) + wallet.available() + wallet.figure(Account.SPENT);
            assertThat(kept)
                    .as("seed %s: what is left of %s in %s, against the debt", seed, currency, wallet)
                    .isEqualTo(wallet.figure(Account.OWED));
        });
    }
}
