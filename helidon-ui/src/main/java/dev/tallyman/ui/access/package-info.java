/**
 * Who sends a request, and what they may: by a token, by a session, or by the one {@link
 * dev.tallyman.ui.access.Authentication} that the settings choose.
 *
 * <p>Start with {@link dev.tallyman.ui.access.SignInFilter}, which stands before every route where
 * people sign in. Whoever answers asks {@link dev.tallyman.ui.access.Visit#current()}. {@link
 * dev.tallyman.ui.access.RoleGuard} holds the table of what each route needs. Nothing here knows a
 * page.
 */
@NullMarked
package dev.tallyman.ui.access;

import org.jspecify.annotations.NullMarked;
