package org.guildhall.app.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.guildhall.core.language.Problem;

/** A mapping that can't be used, with all that is wrong with it. */
public final class MappingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public MappingException(List<Problem> problems) {
        super(sorted(problems).stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = sorted(problems);
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }

    public List<Problem> problems() {
        return problems;
    }
}
