package org.guildhall.app;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code guildhall}. */
@Command(name = "guildhall", description = "Runs membership programmes from a file that people can read.",
        mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
public final class Main implements Runnable {

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version =
                    Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("development");
            return new String[]{"guildhall " + version};
        }
    }
}
