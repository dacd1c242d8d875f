package org.guildhall.app.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The browser of whoever sits at this machine. */
final class Browser {
    private Browser() {}

    /** Shows an address where there is somebody to look at it; does nothing elsewhere. */
    static void show(String url) {
        List<String> command = command(System.getProperty("os.name", ""), System.getenv(), url);
        if (command.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException none) {
            // the address is printed as well
        }
    }

    /** What opens it; nothing under a build server, and where no screen is known. */
    static List<String> command(String system, Map<String, String> environment, String url) {
        if (environment.containsKey("CI")) {
            return List.of();
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of("open", url);
        }
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", url);
        }
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")
                ? List.of("xdg-open", url)
                : List.of();
    }
}
