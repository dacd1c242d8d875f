package org.guildhall.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Metrics as Prometheus reads them from its text format. */
record Exposition(Map<String, String> types, Map<String, String> helps, List<Sample> samples) {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([-+.0-9eE]+|NaN|[-+]Inf)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(?:,|$)");
    private static final Pattern COMMENT = Pattern.compile("# (TYPE|HELP) (\\S+) (.*)");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum)$");

    record Sample(String name, Map<String, String> labels, double value) {}

    static Exposition parse(String text) {
        Exposition all = new Exposition(new HashMap<>(), new HashMap<>(), new ArrayList<>());
        text.lines().forEach(all::read);
        return all;
    }

    private void read(String line) {
        Matcher comment = COMMENT.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (comment.matches()) {
            Map<String, String> into = comment.group(1).equals("TYPE") ? types : helps;
            if (into.put(comment.group(2), comment.group(3)) != null) {
                throw new AssertionError("expected one such line, but found " + line + " again");
            }
        } else if (sample.matches()) {
            samples.add(new Sample(sample.group(1), labels(sample.group(2)), value(sample.group(3))));
        } else {
            throw new AssertionError("expected a sample, but found " + line);
        }
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        int end = 0;
        while (label.find()) {
            if (label.start() != end) {
                throw new AssertionError("expected labels, but found " + text);
            }
            labels.put(label.group(1), label.group(2));
            end = label.end();
        }
        return labels;
    }

    private static double value(String text) {
        return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    /** The metric that a sample is of. */
    String family(Sample sample) {
        String stripped = SUFFIX.matcher(sample.name).replaceAll("");
        return types.containsKey(sample.name) ? sample.name : stripped;
    }

    double value(String name, String... labels) {
        Map<String, String> wanted = new HashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        List<Sample> found = samples.stream()
                .filter(one -> one.name.equals(name) && one.labels.entrySet().containsAll(wanted.entrySet()))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + name + wanted + ", but found " + found + " of "
                    + samples.stream().filter(one -> one.name.equals(name)).toList());
        }
        return found.getFirst().value;
    }
}
