package org.guildhall.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import org.guildhall.app.command.BackupCommand;
import org.guildhall.app.command.BaselineCommand;
import org.guildhall.app.command.BenchCommand;
import org.guildhall.app.command.CheckCommand;
import org.guildhall.app.command.CodesCommand;
import org.guildhall.app.command.CommandFailure;
import org.guildhall.app.command.DemoCommand;
import org.guildhall.app.command.DiffCommand;
import org.guildhall.app.command.DigestCommand;
import org.guildhall.app.command.DoctorCommand;
import org.guildhall.app.command.ExitCode;
import org.guildhall.app.command.ExportCommand;
import org.guildhall.app.command.Forwarding;
import org.guildhall.app.command.ImportCommand;
import org.guildhall.app.command.OfferCommand;
import org.guildhall.app.command.OffersCommand;
import org.guildhall.app.command.PublishCommand;
import org.guildhall.app.command.RebuildCommand;
import org.guildhall.app.command.RestoreCommand;
import org.guildhall.app.command.ServeCommand;
import org.guildhall.app.command.ShowCommand;
import org.guildhall.app.command.StatusCommand;
import org.guildhall.app.command.StockCommand;
import org.guildhall.app.command.TestCommand;
import org.guildhall.app.command.TrimCommand;
import org.guildhall.app.command.WithdrawCommand;
import org.guildhall.app.logging.LastingLogManager;
import org.guildhall.app.mapping.MappingException;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code guildhall}. */
@Command(name = "guildhall", description = "Runs membership programmes from a file that people can read.",
        mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        subcommands = {DemoCommand.class, CheckCommand.class, DiffCommand.class, TestCommand.class,
            PublishCommand.class, WithdrawCommand.class,
            ServeCommand.class, ImportCommand.class, StatusCommand.class, ShowCommand.class, StockCommand.class,
            OffersCommand.class, OfferCommand.class, CodesCommand.class,
            ExportCommand.class,
            DigestCommand.class,
            DoctorCommand.class, BackupCommand.class, RestoreCommand.class, BaselineCommand.class, TrimCommand.class,
            RebuildCommand.class, BenchCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:fine", "1:the input, or the check of it, failed", "2:the command line is wrong",
            "3:what is needed is not there, or somebody else has it open", "4:stored data is damaged"})
public final class Main implements Runnable {
    private static final String LOG_MANAGER = "java.util.logging.manager";

    @Spec
    @Nullable CommandSpec spec;

    public static void main(String[] args) {
        logUntilTheEnd();
        System.exit(commandLine().execute(args));
    }

    /** Says who manages logs before anybody asks; another that was chosen stays. */
    private static void logUntilTheEnd() {
        if (System.getProperty(LOG_MANAGER) == null) {
            System.setProperty(LOG_MANAGER, LastingLogManager.class.getName());
        }
    }

    /** The command line, ready to execute. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand("completion", new AutoComplete.GenerateCompletion());
        CommandLine completion = line.getSubcommands().get("completion");
        if (completion != null) {
            completion.getCommandSpec()
                    .usageMessage()
                    .hidden(false)
                    .description("Prints a script that completes guildhall in bash and zsh:",
                            "source <(guildhall completion)");
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionStrategy(new Forwarding());
        line.setExecutionExceptionHandler(Main::told);
        return line;
    }

    /** Says what went wrong in one line where that is all that helps; anything else is ours, and keeps its trace. */
    private static int told(Exception fault, CommandLine line, ParseResult result) throws Exception {
        int code = switch (fault) {
            case CommandFailure failure -> failure.exitCode();
            case MappingException wrong -> ExitCode.FAILED;
            case DamageException damage -> ExitCode.DAMAGED;
            case StorageException storage -> ExitCode.UNAVAILABLE;
            case UndecidedException stopped -> ExitCode.UNAVAILABLE;
            case UncheckedIOException io -> ExitCode.UNAVAILABLE;
            case IOException io -> ExitCode.UNAVAILABLE;
            default -> throw fault;
        };
        line.getErr().println(words(fault));
        line.getErr().flush();
        return code;
    }

    private static String words(Exception fault) {
        Throwable cause = fault instanceof UncheckedIOException unchecked ? unchecked.getCause() : fault;
        return switch (cause) {
            case NoSuchFileException missing -> reason(missing);
            case FileSystemException file -> file.getFile() + ": " + reason(file);
            case StorageException storage when storage.getCause() != null ->
                    storage.getMessage() + ": " + reason(storage.getCause());
            case null -> String.valueOf(fault.getMessage());
            default -> String.valueOf(cause.getMessage());
        };
    }

    /** Why it can't be done, where the message of the exception is but a file's name. */
    private static String reason(Throwable fault) {
        return switch (fault) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "found nothing at " + missing.getFile();
            case FileSystemException file when file.getReason() != null -> file.getReason();
            case FileSystemException file -> file.getClass().getSimpleName();
            default -> String.valueOf(fault.getMessage());
        };
    }

    @Override
    public void run() {
        Objects.requireNonNull(spec).commandLine().usage(System.out);
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
