package dev.tallyman.ui.intake;

import java.util.Set;

/** The pictures that every browser shows and none runs: SVG, which can hold scripts, is not one. */
public final class ShownPictures {
    public static final Set<String> TYPES = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/avif",
            "image/bmp",
            "image/vnd.microsoft.icon");

    private ShownPictures() {}
}
