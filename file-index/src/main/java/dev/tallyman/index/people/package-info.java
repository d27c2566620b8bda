/**
 * People: who has signed in, the tokens of their scripts, and who did what.
 *
 * <p>Start at {@link dev.tallyman.index.people.BrowserSessions} and {@link
 * dev.tallyman.index.people.History}; the web server alone calls these. The other packages of the
 * index write down what they change for {@link dev.tallyman.index.people.Author#current()}. What is
 * kept of a secret is its hash, so whoever reads the index, or a backup of it, cannot come in with
 * what is there.
 */
@NullMarked
package dev.tallyman.index.people;

import org.jspecify.annotations.NullMarked;
