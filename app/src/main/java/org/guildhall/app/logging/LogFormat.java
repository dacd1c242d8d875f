package org.guildhall.app.logging;

import java.io.UnsupportedEncodingException;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogManager;

/** How a log is written to standard error. */
public enum LogFormat {
    /** For people. */
    TEXT(new TextLines()),
    /** One object a line. */
    JSON(new JsonLines());

    private final Formatter formatter;

    LogFormat(Formatter formatter) {
        this.formatter = formatter;
    }

    /** Writes the log of this process so from now on. */
    public void use() {
        for (Handler handler : LogManager.getLogManager().getLogger("").getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                handler.setFormatter(formatter);
                try {
                    handler.setEncoding("UTF-8");
                } catch (UnsupportedEncodingException never) {
                    throw new IllegalStateException("every Java has UTF-8", never);
                }
            }
        }
    }
}
