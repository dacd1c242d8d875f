package org.guildhall.testkit.scenario;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.guildhall.core.language.Problem;
import org.guildhall.testkit.scenario.ScenarioReport.FileResult;
import org.guildhall.testkit.scenario.ScenarioReport.ScenarioResult;

/** Writes a report in the form that build servers read. */
public final class JUnitXml {
    private JUnitXml() {}

    public static void write(ScenarioReport report, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text(report));
    }

    public static String text(ScenarioReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            counts(xml, report.passed() + report.failed(), report.failed());
            for (FileResult file : report.files()) {
                suite(xml, file);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("expected a report to be written to memory", impossible);
        }
        return text.append('\n').toString();
    }

    private static void counts(XMLStreamWriter xml, int tests, int failures) throws XMLStreamException {
        xml.writeAttribute("tests", String.valueOf(tests));
        xml.writeAttribute("failures", String.valueOf(failures));
    }

    private static void suite(XMLStreamWriter xml, FileResult file) throws XMLStreamException {
        ScenarioReport alone = new ScenarioReport(java.util.List.of(file));
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", file.file());
        counts(xml, alone.passed() + alone.failed(), alone.failed());
        if (!file.problems().isEmpty()) {
            StringBuilder all = new StringBuilder();
            for (Problem problem : file.problems()) {
                all.append(problem).append('\n');
            }
            testcase(xml, file, "is read without mistakes", file.problems().getFirst().toString(), all.toString());
        }
        for (ScenarioResult scenario : file.scenarios()) {
            String message = scenario.passed() ? ""
                    : scenario.failures().getFirst().what() + ": expected "
                            + scenario.failures().getFirst().expected() + ", found "
                            + scenario.failures().getFirst().found();
            testcase(xml, file, scenario.name(), message,
                    scenario.passed() ? "" : ScenarioReport.differences(file, scenario));
        }
        xml.writeEndElement();
    }

    private static void testcase(XMLStreamWriter xml, FileResult file, String name, String message, String text)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", file.file());
        xml.writeAttribute("name", printable(name));
        if (!text.isEmpty()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(message));
            xml.writeCharacters(printable(text));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** What XML has no way to say becomes a question mark. */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "?");
    }
}
