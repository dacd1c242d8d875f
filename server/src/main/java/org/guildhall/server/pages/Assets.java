package org.guildhall.server.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Visit;

/**
 * The files that pages need: these and no others. A path has the checksum of its file, so that browsers may keep it for
 * good.
 */
final class Assets {
    private static final String ROUTE = "/assets/{sum}/{name}";
    private static final String OWN = "/org/guildhall/server/pages/";
    private static final String JARS = "/META-INF/resources/webjars/";
    private static final Map<String, Asset> ALL = new LinkedHashMap<>();

    static {
        for (String file : List.of(
                jar("tabler__core") + "dist/css/tabler.min.css",
                jar("htmx.org") + "dist/htmx.min.js",
                jar("echarts") + "dist/echarts.common.min.js",
                OWN + "guildhall.css",
                OWN + "theme.js",
                OWN + "charts.js",
                OWN + "icon.svg")) {
            Asset asset = Asset.load(file);
            ALL.put(asset.name(), asset);
        }
    }

    /** One file, plain and packed. */
    private record Asset(String name, String sum, String type, byte[] plain, byte[] packed) {
        static Asset load(String file) {
            try (InputStream in = Assets.class.getResourceAsStream(file)) {
                byte[] plain = Objects.requireNonNull(in, () -> "found no " + file + ", expected it on the class path")
                        .readAllBytes();
                CRC32 sum = new CRC32();
                sum.update(plain);
                return new Asset(file.substring(file.lastIndexOf('/') + 1), Long.toHexString(sum.getValue()),
                        type(file), plain, packed(plain));
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }

        private static String type(String file) {
            return switch (file.substring(file.lastIndexOf('.') + 1)) {
                case "css" -> "text/css; charset=utf-8";
                case "js" -> "text/javascript; charset=utf-8";
                case "svg" -> "image/svg+xml";
                default -> throw new IllegalArgumentException("found " + file + ", expected css, js or svg");
            };
        }

        private static byte[] packed(byte[] plain) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 3);
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(plain);
            }
            return bytes.toByteArray();
        }
    }

    private Assets() {}

    /** The folder of a WebJar of whichever version there is. */
    private static String jar(String name) {
        Properties properties = new Properties();
        try (InputStream in = Assets.class.getResourceAsStream(
                "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
            properties.load(Objects.requireNonNull(in, () -> "found no WebJar of " + name));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return JARS + name + "/" + properties.getProperty("version") + "/";
    }

    static List<OpenRoute> routes() {
        return List.of(new OpenRoute("GET", ROUTE, Assets::asset));
    }

    /** Where a file is found. */
    static String path(String name) {
        Asset asset = Objects.requireNonNull(ALL.get(name), () -> "found no asset " + name);
        return "/assets/" + asset.sum() + "/" + name;
    }

    private static Reply asset(Visit visit) {
        Asset asset = ALL.get(visit.path("name"));
        if (asset == null || !asset.sum().equals(visit.path("sum"))) {
            throw new ProblemException(404, "no-such-path", "found no such asset, expected one that a page names");
        }
        boolean packs = visit.parts()
                .header("Accept-Encoding")
                .filter(all -> all.toLowerCase(Locale.ROOT).contains("gzip"))
                .isPresent();
        Reply reply = Html.guarded(Reply.whole(200, asset.type(), packs ? asset.packed() : asset.plain()))
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("Vary", "Accept-Encoding");
        return packs ? reply.with("Content-Encoding", "gzip") : reply;
    }
}
