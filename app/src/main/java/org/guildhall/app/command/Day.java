package org.guildhall.app.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.guildhall.core.request.Moments;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Days on the command line, such as {@code 2026-03-01}. */
final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException wrong) {
            throw new TypeConversionException(
                    "found \"" + value + "\", expected " + Moments.expected(value, "a date such as 2026-03-01"));
        }
    }
}
