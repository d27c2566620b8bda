package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people do with Jobs on the page, on a real cluster. */
@OnCluster
class JobsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static Intake intake;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "jobs");
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    @Test
    void aDoubleClickIsOneJobWhoseLogOutlivesIt() throws Exception {
        JsonObject first = intake.click("housekeeping");
        JsonObject second = intake.click("housekeeping");
        String id = first.stringValue("id", "");
        assertEquals(id, second.stringValue("id", ""));

        JsonObject run = intake.over(id);

        String job = run.stringValue("job", "");
        assertEquals("done", run.stringValue("state", ""), run::toString);
        assertEquals(run.stringValue("name", ""), job);
        for (String fact : new String[] {"pod", "node", "image", "rules"}) {
            assertTrue(!run.stringValue(fact, "").isEmpty(), fact + ": " + run);
        }
        intake.kubectl("delete", "job", job, "--wait=true").ok();
        String log = intake.page("/api/v1/runs/" + id + "/log?follow");
        assertTrue(log.contains("data:") && log.contains("event:end"), log);
        assertEquals("done", intake.json("/api/v1/runs/" + id).stringValue("state", ""));
    }

    @Test
    void anUploadIsSweptWithoutAnyClick() throws Exception {
        String id = intake.upload("by-itself.txt", "Nobody clicked.\n".getBytes(UTF_8));
        Await.until(
                "the file is classified",
                PATIENCE,
                () -> intake.json("/api/v1/files/" + id).stringValue("state", ""),
                "classified"::equals);
    }

    @Test
    void aPausedScheduleIsSuspendedAndStaysSoThroughASync() throws Exception {
        var paused = intake.send("POST", "/api/v1/schedules/report/pause", new byte[0]);
        assertEquals(200, paused.statusCode(), paused::body);
        assertEquals("true", intake.get("cronjob/tallyman-report", "{.spec.suspend}"));

        Cluster.shared()
                .kubectl(
                        "-n",
                        "argocd",
                        "annotate",
                        "application",
                        intake.namespace(),
                        "argocd.argoproj.io/refresh=normal",
                        "--overwrite")
                .ok();
        intake.healthy();

        assertEquals("true", intake.get("cronjob/tallyman-report", "{.spec.suspend}"));
        var resumed = intake.send("POST", "/api/v1/schedules/report/resume", new byte[0]);
        assertTrue(resumed.body().contains("\"paused\":false"), resumed::body);
    }

    @Test
    void cancelDeletesTheJob() throws Exception {
        JsonObject run = intake.click("report");
        var answer = intake.send("DELETE", "/api/v1/runs/" + run.stringValue("id", ""), new byte[0]);
        assertTrue(answer.statusCode() == 200 || answer.statusCode() == 409, answer::body);
        Await.until(
                "its Job is gone or done",
                PATIENCE,
                () -> intake.kubectl("get", "job", run.stringValue("name", ""), "-o", "name")
                        .run()
                        .exit(),
                exit -> exit != 0 || answer.statusCode() == 409);
    }

    @Test
    void aQuotaThatRefusesAJobIsSaidAndTheSweepStartsWhenThereIsRoom() throws Exception {
        var jobs = intake.kubectl("get", "jobs", "-o", "name").ok().lines().count();
        intake.kubectl("create", "quota", "full", "--hard=count/jobs.batch=" + jobs)
                .ok();
        Await.until(
                "the quota counts",
                PATIENCE,
                () -> intake.get("quota/full", "{.status.used.count/jobs\\.batch}"),
                Long.toString(jobs)::equals);

        var click = intake.send("POST", "/api/v1/runs", "{\"kind\":\"sweep\"}".getBytes(UTF_8));
        var id = intake.upload("quota.txt", "No Job for me.\n".getBytes(UTF_8));

        assertEquals(503, click.statusCode(), click::body);
        assertTrue(click.body().contains("exceeded quota"), click::body);
        var waiting = intake.json("/api/v1/files/" + id)
                .value("waiting")
                .orElseThrow()
                .toString();
        assertTrue(waiting.contains("\"quota reached\""), waiting);
        intake.kubectl("delete", "quota", "full").ok();
        Await.until(
                "the file is classified, and nobody clicked again",
                PATIENCE,
                () -> intake.json("/api/v1/files/" + id).stringValue("state", ""),
                "classified"::equals);
    }
}
