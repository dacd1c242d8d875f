package org.guildhall.core.terms;

import java.util.Locale;
import java.util.regex.Pattern;

/** A declared field that says who a member is: kept encrypted in the profile store, never in a command or a journal. */
public record PersonalField(String name, Kind kind) {
    /** What it holds, and how it is masked. */
    public enum Kind {
        NAME("[^\\p{Cc}\\p{Cs}]{1,256}", "a name of at most 256 characters, such as 王小明"),
        PHONE("\\+?[0-9][0-9 ()./-]{2,30}[0-9]", "a phone number of digits, such as +8613812345678"),
        EMAIL("[^@\\s\\p{Cc}\\p{Cs}]{1,64}@[^@\\s\\p{Cc}\\p{Cs}]{1,189}", "an address, such as wang@example.com"),
        TEXT("[^\\p{Cc}\\p{Cs}]{1,256}", "a text of at most 256 characters");

        private final Pattern pattern;
        private final String expected;

        Kind(String pattern, String expected) {
            this.pattern = Pattern.compile(pattern);
            this.expected = expected;
        }

        /** As the file writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean fits(String value) {
            return !value.isBlank() && pattern.matcher(value).matches();
        }

        /** What it takes, in words. */
        public String expected() {
            return expected;
        }
    }
}
