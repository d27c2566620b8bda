/**
 * The SQLite file itself: opened under a lock, proven, migrated, written by one connection and read
 * by a few, copied every night and put back.
 *
 * <p>Start at {@link Database}; a {@link Session} is one connection inside one transaction. Only the
 * other packages of the index call these; {@link Backups} and {@link IndexChanges} are for the
 * programs too. What a table means is not known here: statements stand beside whoever runs them.
 */
@NullMarked
package dev.tallyman.index.database;

import org.jspecify.annotations.NullMarked;
