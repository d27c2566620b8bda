/**
 * Who sends a request: a {@link dev.tallyman.ui.access.Person}, told by one {@link
 * dev.tallyman.ui.access.Authentication} that the settings choose.
 *
 * <p>Start with {@link dev.tallyman.ui.access.SignInFilter}, which {@code Server} puts before every
 * route where there is a way to sign in. Whoever answers asks {@code Person.current()}. Nothing here
 * knows a page.
 */
@NullMarked
package dev.tallyman.ui.access;

import org.jspecify.annotations.NullMarked;
