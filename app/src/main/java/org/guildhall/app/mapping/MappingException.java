package org.guildhall.app.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping that can't be used, with all that is wrong with it. */
public final class MappingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<MapProblem> problems;

    public MappingException(List<MapProblem> problems) {
        super(problems.stream().map(MapProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<MapProblem> problems() {
        return problems;
    }
}
