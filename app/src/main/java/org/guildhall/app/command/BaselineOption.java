package org.guildhall.app.command;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.rocksdb.BaselineSchedule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --baseline-every}: when a directory that is served takes baselines by itself. */
final class BaselineOption {
    @Option(names = "--baseline-every", paramLabel = "SIZE,TIME|off", converter = Converter.class,
            description = "Take a baseline after so much journal or so long, whichever comes first; the last two stay."
                    + " 4GiB,24h unless said.") BaselineSchedule schedule = BaselineSchedule.DEFAULT;

    /** Reads {@code 512MiB}, {@code 6h}, {@code 4GiB,24h}, {@code off}. */
    static final class Converter implements ITypeConverter<BaselineSchedule> {
        private static final Pattern PART = Pattern.compile("([1-9][0-9]{0,5})(mib|gib|min|h|d)");

        @Override
        public BaselineSchedule convert(String text) {
            if (text.equals("off")) {
                return BaselineSchedule.OFF;
            }
            BaselineSchedule schedule = BaselineSchedule.OFF;
            for (String part : text.split(",", -1)) {
                schedule = with(schedule, part, text);
            }
            return schedule;
        }

        private static BaselineSchedule with(BaselineSchedule schedule, String part, String text) {
            Matcher matcher = PART.matcher(part.strip().toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "found \"" + text + "\", expected a size and a time such as 4GiB,24h, one of them, or off");
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "mib" -> new BaselineSchedule(number << 20, schedule.interval(), schedule.kept());
                case "gib" -> new BaselineSchedule(number << 30, schedule.interval(), schedule.kept());
                case "min" ->
                        new BaselineSchedule(schedule.journalBytes(), Duration.ofMinutes(number), schedule.kept());
                case "h" -> new BaselineSchedule(schedule.journalBytes(), Duration.ofHours(number), schedule.kept());
                default -> new BaselineSchedule(schedule.journalBytes(), Duration.ofDays(number), schedule.kept());
            };
        }
    }
}
