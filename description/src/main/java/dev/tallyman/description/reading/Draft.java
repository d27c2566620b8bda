package dev.tallyman.description.reading;

import dev.tallyman.file.Description;
import dev.tallyman.file.Member;
import dev.tallyman.file.Risk;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A description that is being written. Whatever ends its writing, what stands in it so far is kept. */
public final class Draft {
    private static final int LONGEST = 1_000;
    private static final int MOST = 100;

    private final int characters;
    private final int entries;
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Set<Risk> dangers = EnumSet.noneOf(Risk.class);
    private final List<Member> members = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable String charset;
    private long memberCount = -1;
    private @Nullable String incomplete;

    /** An empty one, with room for so much text and so many members. */
    public Draft(int characters, int entries) {
        this.characters = characters;
        this.entries = entries;
    }

    /** A value under a standard name; nothing where it is null or blank. */
    public void put(String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case String words -> {
                String clean = clean(words);
                if (!clean.isEmpty()) {
                    metadata.putIfAbsent(name, clean);
                }
            }
            case Instant time -> metadata.putIfAbsent(name, time.toString());
            case Integer number -> metadata.putIfAbsent(name, number.longValue());
            case List<?> list -> {
                List<String> some = list.stream()
                        .map(one -> clean(String.valueOf(one)))
                        .distinct()
                        .limit(MOST)
                        .toList();
                if (!some.isEmpty()) {
                    metadata.putIfAbsent(name, some);
                }
            }
            default -> metadata.putIfAbsent(name, value);
        }
    }

    /** What stands under a name by now. */
    public @Nullable Object get(String name) {
        return metadata.get(name);
    }

    private static String clean(String words) {
        String one = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return one.length() > LONGEST ? one.substring(0, LONGEST) + "…" : one;
    }

    /** A danger was found. */
    public void danger(Risk risk) {
        dangers.add(risk);
    }

    /** True where this danger was found. */
    public boolean isDangerous(Risk risk) {
        return dangers.contains(risk);
    }

    /** It is something that holds files, though perhaps none. */
    public void container() {
        memberCount = Math.max(0, memberCount);
    }

    /** False once there is no room for more: they are counted and not kept. */
    public boolean hasRoom() {
        return members.size() < entries;
    }

    /** A file inside it; without room it is only counted. */
    public void member(Member member) {
        container();
        memberCount++;
        if (hasRoom()) {
            members.add(member);
        }
    }

    /** Text for search; false when there is no room for more. */
    public boolean text(CharSequence some) {
        if (characters == 0) {
            return false; // none is wanted
        }
        int room = characters - text.length();
        if (some.length() > room) {
            text.append(some, 0, Math.max(0, room));
            incomplete("Only its first %d characters can be searched.".formatted(characters));
            return false;
        }
        text.append(some);
        return true;
    }

    /** The file is nothing but its text, in this encoding. */
    public void onlyText(Charset encoding) {
        charset = encoding.name();
    }

    /** What is read so far of its text. */
    public CharSequence text() {
        return text;
    }

    /** Says what is left out; the first reason stands. */
    public void incomplete(String reason) {
        incomplete = incomplete == null ? reason : incomplete;
    }

    /** What is written so far, for good. */
    public Description finish() {
        if (memberCount > members.size() && !members.isEmpty()) {
            incomplete("Only its first %d files are listed.".formatted(members.size()));
        }
        return new Description(
                metadata,
                dangers,
                members,
                memberCount < 0 ? null : memberCount,
                text.toString().isBlank() ? null : text.toString(),
                charset,
                incomplete);
    }
}
