package dev.tallyman.ui.html.people;

import dev.tallyman.ui.html.page.Frame;

/**
 * Asks who it is.
 *
 * @param back the page to go to then
 * @param name as it was given before
 * @param trouble why that did not do; empty the first time
 */
public record SignInPage(Frame frame, String back, String name, String trouble) {}
