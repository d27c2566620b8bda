/**
 * The rules: the one YAML file in Git that says what this intake decides.
 *
 * <p>Start at {@link Rules}, which the programs load first of all. {@link RulesReader} reads the file
 * strictly over {@code default-rules.yaml}, which stands where the file says nothing: a key that is not
 * there is a key that does not exist. {@link Schedule} says when a program is due.
 *
 * <p>Nothing here opens an index or a volume, and no rule is guessed: what cannot be read is refused
 * with its line and what is allowed.
 */
@NullMarked
package dev.tallyman.rules;

import org.jspecify.annotations.NullMarked;
