package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The page is there all the time, for those who ask while it is rolled out too. */
@OnCluster
class RolloutTest {
    // One process: four for each poll would take a third of a processor all the time.
    @SuppressWarnings("InlineFormatString") // long enough to read better apart from its use
    private static final String POLLS = """
            use IO::Socket::INET;
            $SIG{PIPE} = "IGNORE";
            $SIG{ALRM} = sub { die };
            my $failed = 0;
            for (1 .. 1000) {
              eval {
                alarm 5;
                my $line = IO::Socket::INET->new("%s:8080") or die;
                print $line "GET /api/v1/summary HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n";
                read($line, my $begin, 12);
                $begin eq "HTTP/1.1 200" or die;
              } or $failed++;
              alarm 0;
              select(undef, undef, undef, 0.1);
            }
            print "$failed of 1000 failed";
            """;

    @Test
    void aThousandPollsOverThreeRolloutsAreAllAnswered() throws Exception {
        var cluster = Cluster.shared();
        try (var intake = Intake.deployed(cluster, "rollout");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var script = POLLS.formatted(intake.get("service/tallyman", "{.spec.clusterIP}"));
            var polls = threads.submit(() -> cluster.onTheNode("perl", "-e", script));

            for (int i = 0; i < 3; i++) {
                intake.kubectl("rollout", "restart", "deployment/tallyman-ui").ok();
                intake.kubectl("rollout", "status", "deployment/tallyman-ui", "--timeout=180s")
                        .ok();
            }

            assertEquals("0 of 1000 failed", polls.get().strip());
        }
    }
}
