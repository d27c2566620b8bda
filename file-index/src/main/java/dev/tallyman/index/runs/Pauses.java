package dev.tallyman.index.runs;

import dev.tallyman.index.database.Database;

/**
 * The schedules that people paused, kept over restarts. For one machine: a cluster keeps its own.
 */
public final class Pauses {
    private final Database database;

    public Pauses(Database database) {
        this.database = database;
    }

    public boolean paused(Run.Kind schedule) {
        return database.read(session -> session.number("SELECT count(*) FROM meta WHERE key = ?", key(schedule)) > 0);
    }

    public void pause(Run.Kind schedule) {
        database.write(
                session -> session.update("INSERT INTO meta VALUES (?, 1) ON CONFLICT DO NOTHING", key(schedule)));
    }

    public void resume(Run.Kind schedule) {
        database.write(session -> session.update("DELETE FROM meta WHERE key = ?", key(schedule)));
    }

    private static String key(Run.Kind schedule) {
        return "paused " + schedule.label();
    }
}
