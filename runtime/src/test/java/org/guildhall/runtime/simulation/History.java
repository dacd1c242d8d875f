package org.guildhall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;

/** What the journal says happened: every member's entries, and all of them in an order in which each message follows its sending. */
final class History {
    private final Map<EntityName, List<World.Written>> all = new HashMap<>();
    private final List<World.Written> inOrder = new ArrayList<>();

    History(World world, List<EntityName> names) {
        Map<EntityName, Deque<World.Written>> waiting = new HashMap<>();
        for (EntityName name : names) {
            List<World.Written> entries = world.entries(name);
            for (int i = 0; i < entries.size(); i++) {
                assertThat(entries.get(i).entry().version()).as("entries of %s are dense", name).isEqualTo(i + 1);
            }
            all.put(name, entries);
            waiting.put(name, new ArrayDeque<>(entries));
        }
        order(waiting, names);
    }

    private void order(Map<EntityName, Deque<World.Written>> waiting, List<EntityName> names) {
        Set<String> sent = new HashSet<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (EntityName name : names) {
                Deque<World.Written> own = waiting.getOrDefault(name, new ArrayDeque<>());
                while (!own.isEmpty() && ready(own.getFirst(), sent)) {
                    World.Written entry = own.removeFirst();
                    sent.add(name + ":" + entry.entry().version());
                    inOrder.add(entry);
                    moved = true;
                }
            }
        }
        waiting.forEach((name, rest) -> assertThat(rest).as("messages to %s that nobody sent", name).isEmpty());
    }

    private static boolean ready(World.Written entry, Set<String> sent) {
        String id = entry.view().id();
        return entry.view().origin() != Origin.MESSAGE || sent.contains(id.substring(0, id.lastIndexOf(':')));
    }

    List<World.Written> of(EntityName name) {
        return all.getOrDefault(name, List.of());
    }

    List<World.Written> inOrder() {
        return inOrder;
    }
}
