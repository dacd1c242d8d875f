package org.guildhall.app.command;

import picocli.CommandLine.Command;

/** {@code guildhall bench}: what this machine does. */
@Command(name = "bench", description = "Measures the engine on this machine.", mixinStandardHelpOptions = true,
        subcommands = {BenchIngestCommand.class, BenchLoadCommand.class, BenchRenewalsCommand.class,
            BenchClaimsCommand.class,
            BenchRushCommand.class})
public final class BenchCommand {}
