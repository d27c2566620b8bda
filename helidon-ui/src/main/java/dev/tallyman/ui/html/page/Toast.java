package dev.tallyman.ui.html.page;

import dev.tallyman.look.Name;
import org.jspecify.annotations.Nullable;

/**
 * What has just been done, with a way back.
 *
 * @param name of the one file it was done to; null for several
 * @param undo ids, separated by commas, that a press on Undo restores; null where there is no way
 *     back
 */
public record Toast(
        @Nullable Name name, String text, @Nullable String undo) {}
