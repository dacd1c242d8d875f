package org.guildhall.app.logging;

import java.util.logging.LogManager;

/** Logs until the process has ended: Java's own takes its handlers away as soon as the process is told to end. */
public final class LastingLogManager extends LogManager {
    @Override
    public void reset() {
        // nothing is taken away
    }
}
