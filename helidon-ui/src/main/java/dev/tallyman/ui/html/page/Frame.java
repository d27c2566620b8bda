package dev.tallyman.ui.html.page;

import dev.tallyman.rules.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is around every page.
 *
 * @param title for the tab; the intake's and the product's name follow
 * @param intake what the intake is called: its namespace, or the name of its data folder
 * @param rules version of the rules; null while it is not known
 * @param person who looks at it; null where nobody signs in
 * @param rights what whoever looks may do
 * @param reports whether there may be a report that they may read
 * @param trashed files in the trash
 * @param banners what everybody should know, gravest first
 */
public record Frame(
        String title,
        Tab tab,
        String intake,
        @Nullable String rules,
        @Nullable String person,
        Rights rights,
        boolean reports,
        long trashed,
        List<Banner> banners,
        Instant now) {
    /** Around the page of one file: with what may be done to it. */
    public Frame at(Role role, boolean own) {
        return new Frame(title, tab, intake, rules, person, rights.at(role, own), reports, trashed, banners, now);
    }

    /** Which of the tabs at the top is current. */
    public enum Tab {
        FILES,
        RUNS,
        REPORTS,
        TRASH,
        NONE
    }

    /**
     * A sentence that stands over every page until its cause is gone.
     *
     * @param meaning wait, need or fail
     */
    public record Banner(String meaning, String glyph, String title, String text) {}
}
