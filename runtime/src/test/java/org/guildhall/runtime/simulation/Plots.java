package org.guildhall.runtime.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberCommand.Part;
import org.guildhall.core.member.MemberCommand.Reverse;
import org.jspecify.annotations.Nullable;

/**
 * What some customers are up to over days and weeks, since chance alone seldom brings it about: points spent whose order is
 * taken back, the debtor merged; points that ended, taken back in parts. Other commands come in between. One thread.
 */
final class Plots {
    private static final long DAY = 86_400_000L;

    private final Random random;
    private final List<Plot> plots = new ArrayList<>();
    private int begun;

    /** One command of a plot, asked some time after the one before; what it says is made up when it is asked. */
    record Scene(EntityName who, String id, int daysLater, Supplier<MemberCommand> body) {}

    /** A plot under way: its scenes still to come, the first not before a moment. */
    private record Plot(Deque<Scene> scenes, long from) {}

    Plots(Random random) {
        this.random = random;
    }

    /** A member orders, spends all there is and takes the order back; {@code other} takes the debtor in then, unless null. */
    void owe(
            long now, EntityName who, Supplier<MemberCommand> order, Supplier<MemberCommand> spend,
            @Nullable EntityName other) {
        String id = "p" + begun++;
        Deque<Scene> scenes = new ArrayDeque<>();
        scenes.add(new Scene(who, id, 1, order));
        scenes.add(new Scene(who, id + " spend", 14, spend));
        scenes.add(new Scene(who, id + " back", 2, () -> new Reverse(id, new Part.Whole())));
        if (other != null) {
            scenes.add(new Scene(other, id + " merge", 1, () -> new MemberCommand.Merge(who)));
        }
        plots.add(new Plot(scenes, now));
    }

    /** A member orders, spends a part, and takes the order back in two steps when the rest of what it earned has ended. */
    void takeBackLate(long now, EntityName who, Supplier<MemberCommand> order, Supplier<MemberCommand> spend) {
        String id = "p" + begun++;
        Deque<Scene> scenes = new ArrayDeque<>();
        scenes.add(new Scene(who, id, 1, order));
        scenes.add(new Scene(who, id + " spend", random.nextBoolean() ? 2 : 20, spend));
        scenes.add(new Scene(who, id + " back", 30, () -> new Reverse(id, part())));
        scenes.add(new Scene(who, id + " rest", 3, () -> new Reverse(id, new Part.Whole())));
        plots.add(new Plot(scenes, now));
    }

    private Part part() {
        return new Part.Value(1 + random.nextInt(2_000));
    }

    /** The next scene of a plot whose time has come, or null. */
    @Nullable
    Scene next(long now) {
        for (int i = 0; i < plots.size(); i++) {
            Plot plot = plots.get(i);
            if (plot.from() <= now) {
                Scene scene = plot.scenes().remove();
                plots.remove(i);
                if (!plot.scenes().isEmpty()) {
                    long later = random.nextLong(plot.scenes().element().daysLater() * DAY);
                    plots.add(new Plot(plot.scenes(), now + later));
                }
                return scene;
            }
        }
        return null;
    }
}
