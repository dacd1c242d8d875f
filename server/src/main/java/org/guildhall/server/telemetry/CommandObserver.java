package org.guildhall.server.telemetry;

import org.guildhall.core.entity.Command;

/** Is told of every command that the server submits. It must be short and must not throw. */
interface CommandObserver {
    /**
     * A command is about to be submitted, by this thread.
     *
     * @param alone whether its caller waits for it, rather than sending many
     */
    Submitted begin(Command command, boolean alone);

    /** A command that is to be decided; the end comes from whatever thread tells it. */
    interface Submitted {
        void end(CommandResult result);
    }
}
