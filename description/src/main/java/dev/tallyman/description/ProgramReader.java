package dev.tallyman.description;

import static dev.tallyman.description.reading.Bytes.big;
import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Programs, fonts and databases: the few facts that their heads say. */
final class ProgramReader implements Reader {
    private static final Map<Integer, String> ELF = Map.of(
            3,
            "x86",
            8,
            "MIPS",
            20,
            "PowerPC",
            21,
            "PowerPC 64",
            40,
            "ARM",
            62,
            "x86-64",
            183,
            "AArch64",
            243,
            "RISC-V",
            22,
            "S390",
            258,
            "LoongArch");
    private static final Map<Integer, String> PE =
            Map.of(0x14c, "x86", 0x8664, "x86-64", 0xaa64, "AArch64", 0x1c0, "ARM", 0x1c4, "ARM");
    private static final Map<Integer, String> KINDS =
            Map.of(1, "object", 2, "program", 3, "shared object", 4, "core dump");

    static boolean reads(String type) {
        return type.startsWith("font/")
                || type.contains("executable")
                || type.contains("sharedlib")
                || type.contains("x-object")
                || type.contains("x-msdownload")
                || type.contains("portable-executable")
                || type.contains("sqlite")
                || type.contains("x-elf")
                || type.contains("x-coredump")
                || type.equals("application/java-vm")
                || type.startsWith("application/x-font");
    }

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        byte[] head = source.at(0, 128);
        String magic = new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1);
        if (magic.equals("\177ELF")) {
            boolean small = head[5] == 1;
            int machine = (int) (small ? little(head, 18, 2) : big(head, 18, 2));
            int kind = (int) (small ? little(head, 16, 2) : big(head, 16, 2));
            draft.put("machine:architectureBits", head[4] == 2 ? 64L : 32L);
            draft.put("machine:machineType", ELF.getOrDefault(machine, "machine " + machine));
            draft.put("machine:kind", KINDS.get(kind));
            draft.put("machine:endian", small ? "little" : "big");
        } else if (magic.startsWith("MZ")) {
            byte[] header = source.at(little(head, 60, 4), 24);
            if (header.length == 24 && header[0] == 'P' && header[1] == 'E') {
                int machine = (int) little(header, 4, 2);
                draft.put("machine:machineType", PE.getOrDefault(machine, "machine " + machine));
                draft.put("dcterms:created", Instant.ofEpochSecond(little(header, 8, 4)));
                draft.put("machine:kind", (little(header, 22, 2) & 0x2000) != 0 ? "library" : "program");
            }
        } else if (magic.startsWith("SQLi")) {
            draft.put("sqlite:pages", big(head, 28, 4));
            draft.put("sqlite:userVersion", big(head, 60, 4));
        } else if (type.startsWith("font/") || type.contains("font")) {
            FontNames.read(source, draft);
        }
    }
}
