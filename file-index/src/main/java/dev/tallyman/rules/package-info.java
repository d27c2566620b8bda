/**
 * The rules: the one YAML file in Git that says what this intake decides. {@link
 * dev.tallyman.rules.Rules} reads it strictly; {@code default-rules.yaml} beside it is what stands
 * where the file says nothing.
 */
@NullMarked
package dev.tallyman.rules;

import org.jspecify.annotations.NullMarked;
