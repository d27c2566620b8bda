package dev.tallyman.description.archive;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Member;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Archives: what lies in them, each told by its content, one level deep and never on the disk. */
public final class ArchiveReader implements Reader {
    /** Of each member, for telling what it is. */
    private static final int HEAD = 64 * 1024;

    /** That a dictionary may take, in KiB; a file says how large its own is. */
    private static final int MEMORY = 48 << 10;

    private static final Pattern ZIPS = Pattern.compile(
            "application/(zip|java-archive|vnd\\.android\\.package-archive|x-xpinstall|.*\\+zip|vnd\\.google-earth\\.kmz|x-chrome-extension|vnd\\.comicbook\\+zip|x-jmod)");
    private static final Pattern ENDING = Pattern.compile("(?i)(.+)\\.(?:gz|bz2?|xz)");
    private static final Set<String> PACKED = Set.of(
            "application/gzip",
            "application/x-gzip",
            "application/x-bzip2",
            "application/x-bzip",
            "application/x-xz",
            "application/x-tar",
            "application/x-gtar");
    private static final Set<String> ARCHIVES = Set.of(
            "application/zip",
            "application/gzip",
            "application/x-tar",
            "application/x-7z-compressed",
            "application/x-bzip2",
            "application/x-xz",
            "application/vnd.rar");

    private final Identifier identifier;
    private final String own;

    /** For a file of this name. */
    public ArchiveReader(Identifier identifier, String own) {
        this.identifier = identifier;
        this.own = own;
    }

    /** True for the types that it reads. */
    public static boolean reads(String type) {
        return ZIPS.matcher(type).matches() || PACKED.contains(type);
    }

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        draft.container();
        switch (type) {
            case "application/x-tar", "application/x-gtar" -> tar(source, source.stream(), draft);
            case "application/gzip", "application/x-gzip" ->
                packed(source, new GZIPInputStream(source.stream(), HEAD), draft);
            case "application/x-bzip2", "application/x-bzip" ->
                packed(source, new BZip2CompressorInputStream(source.stream()), draft);
            case "application/x-xz" ->
                packed(
                        source,
                        XZCompressorInputStream.builder()
                                .setInputStream(source.stream())
                                .setDecompressConcatenated(true)
                                .setMemoryLimitKiB(MEMORY)
                                .get(),
                        draft);
            default -> zip(source, draft);
        }
    }

    private void zip(Source source, Draft draft) throws IOException {
        ZipDirectory directory = new ZipDirectory(source);
        long total = 0;
        try {
            for (ZipDirectory.Entry entry = directory.next(); entry != null; entry = directory.next()) {
                source.check();
                total += entry.size();
                if (entry.encrypted()) {
                    draft.danger(Risk.ENCRYPTED);
                }
                if (!entry.isFolder()) {
                    Identification what = draft.hasRoom() ? what(directory, entry) : null;
                    add(
                            draft,
                            new Member(
                                    entry.name(),
                                    entry.size(),
                                    entry.packed(),
                                    entry.modified(),
                                    entry.encrypted(),
                                    what));
                }
            }
        } finally {
            UnpackedTotals.put(source, total, draft);
        }
    }

    private @Nullable Identification what(ZipDirectory directory, ZipDirectory.Entry entry) throws Source.Spent {
        try {
            if (entry.encrypted()) {
                return null;
            }
            return identifier.identify(name(entry.name()), Content.of(directory.read(entry, HEAD)));
        } catch (Source.Spent e) {
            throw e;
        } catch (IOException e) {
            return null;
        }
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String name(String latin) {
        String text = new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private static void add(Draft draft, Member member) {
        draft.member(member);
        Identification what = member.what();
        if (what != null && ARCHIVES.contains(what.mime())) {
            draft.put("archive:nested", true);
        }
    }

    // A compressed file holds one file, and often that is a tar.
    private void packed(Source source, InputStream unpacked, Draft draft) throws IOException {
        var counted = new Counted(source, unpacked);
        var in = new BufferedInputStream(counted, HEAD);
        in.mark(1024);
        byte[] first = in.readNBytes(512);
        in.reset();
        try {
            if (first.length > 262 && new String(first, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
                tar(source, in, draft);
                return;
            }
            byte[] head = in.readNBytes(HEAD);
            long size = head.length;
            size += in.transferTo(java.io.OutputStream.nullOutputStream());
            add(
                    draft,
                    new Member(
                            latin(Objects.requireNonNullElse(inner(), own)),
                            size,
                            source.size(),
                            null,
                            false,
                            identifier.identify(inner(), Content.of(head))));
        } finally {
            UnpackedTotals.put(source, counted.count, draft);
        }
    }

    // Its name as gunzip(1) would give it, which does not ask what the file says itself. It tells what it is at once,
    // or
    // else every signature and the model of languages are asked.
    private @Nullable String inner() {
        Matcher packed = ENDING.matcher(own);
        return packed.matches() ? packed.group(1) : null;
    }

    private void tar(Source source, InputStream in, Draft draft) throws IOException {
        long total = 0;
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in, "ISO-8859-1")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                source.check();
                if (!entry.isFile()) {
                    continue;
                }
                total += entry.getSize();
                byte[] head = draft.hasRoom() ? tar.readNBytes(HEAD) : new byte[0];
                Identification what =
                        draft.hasRoom() ? identifier.identify(name(entry.getName()), Content.of(head)) : null;
                add(
                        draft,
                        new Member(
                                entry.getName(),
                                entry.getSize(),
                                null,
                                entry.getLastModifiedTime().toInstant(),
                                false,
                                what));
            }
        } finally {
            draft.put("archive:totalSize", total);
        }
    }

    /** Charges what is unpacked, and stops at a bomb: nobody has to see its end. */
    private static final class Counted extends FilterInputStream {
        private final Source source;
        private long count;

        Counted(Source source, InputStream in) {
            super(in);
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int some = super.read(to, offset, length);
            count += Math.max(0, some);
            source.spend(Math.max(0, some));
            return some;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
