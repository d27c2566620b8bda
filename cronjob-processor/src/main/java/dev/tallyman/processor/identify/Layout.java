package dev.tallyman.processor.identify;

import dev.tallyman.file.Identification;
import io.helidon.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an answer is written: for people, as tab-separated values, or as JSON lines. */
enum Layout {
    PEOPLE {
        @Override
        void write(RawName name, Identification answer, int width, ByteArrayOutputStream out) {
            int before = out.size();
            escape(name.bytes(), true, out);
            out.write(':');
            do {
                out.write(' ');
            } while (out.size() - before < width + 2);
            String known = Objects.requireNonNullElse(answer.format(), answer.mime());
            String says = answer.nameSays() == null ? "" : "; its name says " + answer.nameSays();
            text(known + " (" + answer.mime() + ")" + says, out);
        }
    },
    TSV {
        @Override
        void write(RawName name, Identification answer, int width, ByteArrayOutputStream out) {
            escape(name.bytes(), false, out);
            String[] cells = {
                answer.mime(),
                answer.category().label(),
                Objects.requireNonNullElse(answer.puid(), ""),
                Objects.requireNonNullElse(answer.format(), ""),
                answer.basis().label(),
                Boolean.toString(answer.mismatch())
            };
            for (String cell : cells) {
                out.write('\t');
                text(cell, out);
            }
        }
    },
    JSON {
        @Override
        void write(RawName name, Identification answer, int width, ByteArrayOutputStream out) {
            var json = JsonObject.builder();
            String path = new String(name.bytes(), StandardCharsets.UTF_8);
            json.set("path", path);
            if (!Arrays.equals(path.getBytes(StandardCharsets.UTF_8), name.bytes())) {
                json.set("path_bytes", Base64.getEncoder().encodeToString(name.bytes()));
            }
            json.set("mime", answer.mime());
            json.set("category", answer.category().label());
            set(json, "puid", answer.puid());
            json.setStrings("puids", answer.puids());
            set(json, "format", answer.format());
            json.set("basis", answer.basis().label());
            json.set("mismatch", answer.mismatch());
            set(json, "name_says", answer.nameSays());
            out.writeBytes(json.build().toString().getBytes(StandardCharsets.UTF_8));
        }
    };

    /** One answer without its final newline; {@code width} aligns the answers of several names. */
    abstract void write(RawName name, Identification answer, int width, ByteArrayOutputStream out);

    /** A name and lines about it, for people. */
    static void paragraph(RawName name, List<String> lines, ByteArrayOutputStream out) {
        escape(name.bytes(), true, out);
        for (String line : lines) {
            out.writeBytes("\n  ".getBytes(StandardCharsets.US_ASCII));
            text(line, out);
        }
    }

    private static void set(JsonObject.Builder json, String key, @Nullable String value) {
        if (value == null) {
            json.setNull(key);
        } else {
            json.set(key, value);
        }
    }

    private static void text(String text, ByteArrayOutputStream out) {
        escape(text.getBytes(StandardCharsets.UTF_8), true, out);
    }

    // So that a line is an answer and a tab a column, whatever the name holds; and for people, so
    // that no name gives orders to their terminal.
    private static void escape(byte[] bytes, boolean controls, ByteArrayOutputStream out) {
        for (byte value : bytes) {
            switch (value) {
                case '\t' -> out.writeBytes(new byte[] {'\\', 't'});
                case '\n' -> out.writeBytes(new byte[] {'\\', 'n'});
                case '\r' -> out.writeBytes(new byte[] {'\\', 'r'});
                case '\\' -> out.writeBytes(new byte[] {'\\', '\\'});
                default -> {
                    if (controls && (value == 0x7f || (value >= 0 && value < ' '))) {
                        out.writeBytes("\\%03o".formatted(value).getBytes(StandardCharsets.US_ASCII));
                    } else {
                        out.write(value);
                    }
                }
            }
        }
    }
}
