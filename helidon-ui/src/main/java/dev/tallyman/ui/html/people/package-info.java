/**
 * The pages of signing in and out.
 *
 * <p>Start with {@link dev.tallyman.ui.html.people.SignInService}. Who somebody is, {@code access}
 * decides.
 */
@NullMarked
package dev.tallyman.ui.html.people;

import org.jspecify.annotations.NullMarked;
