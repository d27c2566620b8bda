package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.e2e.Ledger.Entry;
import dev.tallyman.e2e.Ledger.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of kills of all programs at moments that nobody chose, under clients that upload, move,
 * delete, restore and purge; only {@code bench/soak} starts it. Each answer that a client had is
 * held against the disk and the index afterwards.
 */
class SoakKills {
    private static final int KILLS = Integer.getInteger("tallyman.soak.kills", 500);
    private static final int CLIENTS = 8;
    private static final int CHECK_EVERY = 25;
    private static final int TRIES = 20;

    @TempDir
    Path temp;

    private final Chance chance = Chance.of(SoakKills.class);
    private final Ledger ledger = new Ledger();
    private final AtomicInteger answered = new AtomicInteger();
    // Clients hold it to read while they ask; a check holds it to write, so that nobody is at work.
    private final ReentrantReadWriteLock atWork = new ReentrantReadWriteLock(true);
    private volatile Server server;
    private volatile boolean over;

    @BeforeEach
    void aServer() throws Exception {
        server = Server.start(temp.resolve("data"));
    }

    @AfterEach
    void nobodyIsAtWork() throws Exception {
        over = true;
        server.close();
    }

    @Test
    void noFileIsLostDoubledOrUnreachable() throws Exception {
        Path data = temp.resolve("data");
        var faults = new ArrayList<String>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < CLIENTS; n++) {
                var client = new Client(n);
                clients.execute(client::work);
            }
            try {
                killAndCheck(data, faults);
            } finally {
                over = true; // or the clients never end
            }
        }
        assertEquals(List.of(), faults);
    }

    private void killAndCheck(Path data, List<String> faults) throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            kill(data);
            if (kill % CHECK_EVERY == 0 || kill == KILLS) {
                check(data, faults);
                System.out.printf(
                        "%,d kills, %,d answers, %,d files, %,d faults%n",
                        kill, answered.get(), ledger.entries().size(), faults.size());
            }
        }
    }

    private void kill(Path data) throws Exception {
        switch (chance.below(10)) {
            case 0, 1, 2, 3, 4 -> {
                chance.pause(0, 1500);
                server.kill();
                server.close();
                server = Server.start(data);
            }
            case 5 -> {
                chance.pause(0, 1500);
                List<ProcessHandle> left = server.killAlone();
                server.close();
                server = Server.start(data);
                left.forEach(ProcessHandle::destroyForcibly);
            }
            case 6, 7 -> killed(200, 1500, "sweep", "--data", data);
            case 8 -> killed(200, 1500, "report", "--data", data, "--force");
            default -> killed(200, 1500, "housekeeping", "--data", data);
        }
    }

    private void killed(int from, int to, Object... command) throws Exception {
        try (var run = Tallyman.start(command)) {
            chance.pause(from, to);
            run.kill();
        }
    }

    private void check(Path data, List<String> faults) throws Exception {
        atWork.writeLock().lock();
        try {
            // The claims of a sweep that was killed wait for the next one, and no schedule is due in a test.
            Tallyman.sweep(data);
            server.settle();
            // What was open at each of three deaths waits for a person, who says that it was not the file's fault.
            for (String id : Shell.query(data, "SELECT id FROM v_file WHERE state = 'quarantined'")) {
                server.post("/api/v1/files/" + id + "/retry", "").answered(200);
            }
            server.settle();
            Tallyman.sweep(data);
            server.settle();
            faults.addAll(ledger.faults(data));
            for (Entry entry : ledger.entries()) {
                if (entry.isIn(Place.FILES)) {
                    var got = server.get("/api/v1/files/" + entry.id() + "/content");
                    if (got.status() != 200 || !got.body().equals(entry.content)) {
                        faults.add("unreachable: " + entry.path + " answers " + got.status());
                    }
                }
            }
        } finally {
            atWork.writeLock().unlock();
        }
    }

    /** One who uploads, moves, deletes, restores and purges files of its own. */
    private final class Client {
        private final int number;
        private final Chance choice;
        private final List<Entry> mine = new ArrayList<>();

        Client(int number) {
            this.number = number;
            this.choice = Chance.seeded(chance.below(Integer.MAX_VALUE));
        }

        @SuppressWarnings("CatchAndPrintStackTrace") // a client that ends by itself is a fault to see
        void work() {
            while (!over) {
                atWork.readLock().lock();
                try {
                    act();
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    e.printStackTrace();
                } finally {
                    atWork.readLock().unlock();
                }
                choice.pause(20, 200);
            }
        }

        private void act() throws InterruptedException {
            Entry one = mine.isEmpty() ? null : mine.get(choice.below(mine.size()));
            int wish = choice.below(12);
            if (one != null && one.isIn(Place.FILES) && wish >= 10) {
                String to = "{\"to\": \"soak/%d/moved %d/%s.txt\"}".formatted(number, choice.below(3), one.id());
                ask(one, Place.FILES, () -> server.post("/api/v1/files/" + one.id() + "/move", to), 200);
            } else if (one != null && one.isIn(Place.FILES) && wish < 3) {
                ask(one, Place.TRASH, () -> server.delete("/api/v1/files/" + one.id()), 204);
            } else if (one != null && one.isIn(Place.TRASH) && wish < 6) {
                ask(one, Place.FILES, () -> server.post("/api/v1/files/" + one.id() + "/restore", ""), 200);
            } else if (one != null && one.isIn(Place.TRASH) && wish < 8) {
                ask(one, Place.NOWHERE, () -> server.delete("/api/v1/trash/" + one.id()), 204);
            } else {
                String name = "%d-%d.txt".formatted(number, mine.size());
                var entry = ledger.open("soak/" + number + "/" + name, "the content of " + name);
                mine.add(entry);
                upload(entry);
            }
        }

        // As the page and every good client does: until there is an answer, under one key.
        private void upload(Entry entry) throws InterruptedException {
            boolean alone = choice.below(2) == 0;
            String[] key = {"Idempotency-Key", "soak-" + entry.path};
            String[] both = {key[0], key[1], "If-None-Match", "*"};
            byte[] bytes = entry.content.getBytes(UTF_8);
            for (int n = 0; n < TRIES; n++) {
                var answer = ask(entry, Place.FILES, () -> server.put(entry.path, bytes, alone ? both : key), 201, 200);
                if (answer != null) {
                    entry.named(answer.id());
                    return;
                }
                choice.pause(50, 300);
            }
        }

        private Server.@Nullable Answer ask(Entry entry, Place place, Request request, Integer... done)
                throws InterruptedException {
            entry.maybe(place);
            try {
                var answer = request.send();
                if (List.of(done).contains(answer.status())) {
                    entry.is(place);
                    answered.incrementAndGet();
                    return answer;
                }
                System.out.println(entry.path + " to " + place + ": " + answer.status() + " " + answer.body());
            } catch (IOException _) {
                // No answer: it may be here or there, until a check looks.
            }
            return null;
        }
    }

    /** Something to ask of the server. */
    private interface Request {
        Server.Answer send() throws IOException, InterruptedException;
    }
}
