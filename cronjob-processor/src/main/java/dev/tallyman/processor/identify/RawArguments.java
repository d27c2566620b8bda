package dev.tallyman.processor.identify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** File names from the command line as the bytes that were typed. */
final class RawArguments {
    private RawArguments() {}

    /**
     * Java has turned the arguments into strings, which lose what is not UTF-8; the kernel still
     * has them as they were.
     */
    static List<byte[]> of(List<String> arguments) throws IOException {
        boolean lost = arguments.stream().anyMatch(argument -> argument.indexOf('\ufffd') >= 0);
        Map<String, Deque<byte[]>> typed = lost ? typed() : Map.of();
        List<byte[]> raw = new ArrayList<>();
        for (String argument : arguments) {
            Deque<byte[]> same = typed.getOrDefault(argument, new ArrayDeque<>());
            byte[] bytes = same.poll();
            raw.add(bytes == null ? argument.getBytes(StandardCharsets.UTF_8) : bytes);
        }
        return raw;
    }

    private static Map<String, Deque<byte[]>> typed() throws IOException {
        Path kernel = Path.of("/proc/self/cmdline");
        if (!Files.isReadable(kernel)) {
            return Map.of();
        }
        Map<String, Deque<byte[]>> typed = new HashMap<>();
        var reader = new NameReader(new ByteArrayInputStream(Files.readAllBytes(kernel)), 0);
        for (List<RawName> batch = reader.batch(); !batch.isEmpty(); batch = reader.batch()) {
            for (RawName name : batch) {
                typed.computeIfAbsent(new String(name.bytes(), StandardCharsets.UTF_8), _ -> new ArrayDeque<>())
                        .add(name.bytes());
            }
        }
        return typed;
    }

    /** One stream, each name ended by NUL, which no argument can hold. */
    static InputStream joined(List<byte[]> names) {
        var joined = new ByteArrayOutputStream();
        for (byte[] name : names) {
            joined.writeBytes(name);
            joined.write(0);
        }
        return new ByteArrayInputStream(joined.toByteArray());
    }
}
