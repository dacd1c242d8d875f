package org.guildhall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Step;
import org.guildhall.core.member.Engine;
import org.jspecify.annotations.Nullable;

/** The engine alone, over a map: no partitions, no crashes, no timers. */
final class Rerun {
    private final Engine engine;
    private final Map<EntityName, Image> images = new HashMap<>();
    private final Map<EntityName, Map<Long, byte[]>> pages = new HashMap<>();
    private final Map<String, Message> messages = new HashMap<>();

    Rerun(Engine engine) {
        this.engine = engine;
    }

    void replay(World.Written written) {
        apply(
                written.name(),
                engine.replay(images.get(written.name()), written.name(), List.of(written.entry().bytes())).change());
    }

    void command(World.Written written, Command command) {
        Step step = engine.step(images.get(written.name()), command);
        sent(written, step.messages());
        apply(written.name(), step.change());
    }

    /** A message by the name that it had in the journal; here versions differ, since nothing refused is run. */
    void message(World.Written written) {
        Message message = Objects.requireNonNull(messages.remove(written.view().id()));
        command(written, message.command().receivedAt(written.view().received()));
    }

    private void sent(World.Written written, List<Message> sent) {
        for (int i = 0; i < sent.size(); i++) {
            messages.put(Message.id(written.name(), written.entry().version(), i), sent.get(i));
        }
    }

    private void apply(EntityName name, @Nullable Change change) {
        if (change == null) {
            return;
        }
        Map<Long, byte[]> own = pages.computeIfAbsent(name, key -> new TreeMap<>());
        for (Change.Page page : change.pages()) {
            byte[] bytes = page.bytes();
            if (bytes == null) {
                own.remove(page.number());
            } else {
                own.put(page.number(), bytes);
            }
        }
        images.put(name, new Image(change.head(), page -> Objects.requireNonNull(own.get(page))));
    }

    /** Byte for byte what the world has. */
    void requireSame(World world, EntityName name, long moment) {
        Image live = world.image(name);
        Image own = images.get(name);
        if (live != null && own != null) {
            assertThat(own.head()).as("%s replayed", name).isEqualTo(live.head());
        }
        requireSameDigest(world, name, moment);
    }

    void requireSameDigest(World world, EntityName name, long moment) {
        Image own = images.get(name);
        if (own != null) {
            assertThat(engine.canonical(own, name, moment))
                    .as("digest of %s", name)
                    .isEqualTo(world.canonical(name, moment));
        }
    }
}
