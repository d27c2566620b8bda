/**
 * {@code tallyman rules}: what people ask about a rules file before it is in force. Start at {@link
 * RulesCommand}. Rules are read by {@link dev.tallyman.rules} alone.
 */
@NullMarked
package dev.tallyman.processor.rules;

import org.jspecify.annotations.NullMarked;
