package dev.tallyman.ui.html.people;

import dev.tallyman.ui.html.page.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Stands between this server and the issuer, where somebody is not signed in.
 *
 * @param text why, and what to do
 * @param issuer its name
 * @param leave where to sign out there too; null for nowhere
 */
public record IssuerPage(
        Frame frame, String text, String issuer, @Nullable String leave) {}
