package dev.tallyman.identification;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.pronom.Pronom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a ZIP or an OLE2 file is by what lies in it. */
final class Containers {
    static final String OLE2 = "application/x-tika-msoffice";

    // Installers and their patches have no telling names, only these classes of the root.
    private static final Set<String> INSTALLERS = Set.of(
            "84100c0000000000c000000000000046", // {000C1084-0000-0000-C000-000000000046}
            "86100c0000000000c000000000000046");
    private static final Pattern MIME = Pattern.compile("(application|image)/[a-z0-9.+-]{1,100}");

    private final Signatures signatures;
    private final ContainerParts parts;

    Containers(Signatures signatures, ContainerParts parts) {
        this.signatures = signatures;
        this.parts = parts;
    }

    /** The ZIP's type by its parts, plain ZIP where they tell none; null without a directory. */
    @Nullable
    Finding zip(Content content) throws IOException {
        Zip zip = Zip.of(content);
        if (zip == null) {
            return null;
        }
        String mime = declared(zip);
        mime = mime != null ? mime : told(zip);
        mime = mime != null ? mime : parts.ofEntries(zip.names());
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        if (zip.isEncrypted()) {
            risks.add(Risk.ENCRYPTED);
        }
        if (zip.names().stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("/vbaproject.bin"))) {
            risks.add(Risk.MACROS);
        }
        if (zip.names().isEmpty()) {
            return Finding.of(Signatures.ZIP, Basis.MAGIC);
        }
        return found(mime != null ? mime : Signatures.ZIP, risks, signatures.formats("ZIP", zip));
    }

    // OpenDocument, EPUB and their kind store their type first; OOXML lists its parts' types.
    private @Nullable String declared(Zip zip) throws IOException {
        byte[] stored = zip.read("mimetype");
        if (stored != null) {
            String mime = new String(stored, StandardCharsets.ISO_8859_1).strip();
            if (MIME.matcher(mime).matches() && !signatures.isText(mime)) {
                return mime.toLowerCase(Locale.ROOT);
            }
        }
        byte[] types = zip.read("[Content_Types].xml");
        return types == null
                ? null
                // Without its NULs, UTF-16 reads as well.
                : parts.ofContentTypes(new String(types, StandardCharsets.ISO_8859_1).replace("\0", ""));
    }

    private @Nullable String told(Zip zip) throws IOException {
        for (ContainerParts.Told told : parts.told()) {
            byte[] text = zip.read(told.entry());
            String mime = text == null ? null : told.of(new String(text, StandardCharsets.ISO_8859_1));
            if (mime != null) {
                return mime;
            }
        }
        return null;
    }

    /** The OLE2 file's type by its root; null where that cannot be read. */
    @Nullable
    Finding compound(Content content) throws IOException {
        Compound compound = Compound.of(content);
        if (compound == null) {
            return null;
        }
        Set<String> names = compound.names();
        String mime = INSTALLERS.contains(compound.type()) ? "application/x-msi" : parts.ofRoot(names);
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        if (names.contains("EncryptedPackage")) {
            risks.add(Risk.ENCRYPTED);
        }
        if (names.contains("Macros") || names.contains("_VBA_PROJECT_CUR")) {
            risks.add(Risk.MACROS);
        }
        return found(mime != null ? mime : OLE2, risks, signatures.formats("OLE2", compound));
    }

    private static Finding found(String mime, Set<Risk> risks, List<Pronom.Format> parts) {
        return new Finding(mime, Basis.CONTAINER, null, null, null, null, risks, parts);
    }
}
