package dev.tallyman.e2e.cluster;

import java.time.Duration;
import java.util.List;

/** The machine under an intake: its volume and its processes, looked at past the product. */
final class Node {
    private static final String HUGE = "60G"; // of zeros: no space, and a minute to read

    private final Cluster cluster;
    private final String volume;

    private Node(Cluster cluster, String volume) {
        this.cluster = cluster;
        this.volume = volume;
    }

    static Node of(Cluster cluster, Intake intake) throws Exception {
        var name = intake.get("pvc/tallyman-data", "{.spec.volumeName}");
        var path = "jsonpath={.spec.local.path}{.spec.hostPath.path}";
        return new Node(
                cluster, cluster.kubectl("get", "pv", name, "-o", path).ok().strip());
    }

    private String shell(String script) throws Exception {
        return cluster.onTheNode("bash", "-c", "cd '" + volume + "'; " + script).strip();
    }

    /** Puts many small files of different content on the volume, as somebody with cp would. */
    void plant(String folder, int files) throws Exception {
        shell(planting(folder, files));
    }

    /** The shell's words for it. */
    static String planting(String folder, int files) {
        return """
               mkdir -p -m 0777 files/%1$s
               perl -e 'for (1..%2$d) { open(F, ">", "files/%1$s/$_.txt") or die; print F "%1$s $_\\n"; close F }'
               """.formatted(folder, files);
    }

    /** Puts a file on the volume that takes hours to read. */
    void plantHuge(String name) throws Exception {
        shell("truncate -s " + HUGE + " files/" + name);
    }

    void remove(String name) throws Exception {
        shell("rm files/" + name);
    }

    /** The regular files below a folder of the volume. */
    List<String> files(String folder) throws Exception {
        return shell("find " + folder + " -type f").lines().toList();
    }

    /** The process that has a file of the volume open; waits for it. */
    String reader(String name) throws Exception {
        return Await.until(
                name + " is being read",
                Duration.ofMinutes(2),
                () -> shell("for p in /proc/[0-9]*; do if ls -l $p/fd 2>/dev/null | grep -q '/files/"
                        + name
                        + "$'; then echo ${p#/proc/}; fi; done"),
                pid -> pid.matches("\\d+"));
    }

    /**
     * Uses up the memory of the container that a process runs in, from inside of it, so that the
     * kernel kills the container's own process.
     */
    void exhaust(String pid) throws Exception {
        shell("""
                group=$(sed -n 's/^[0-9]*:memory://p' /proc/%1$s/cgroup)
                folder=/sys/fs/cgroup/memory$group
                [ -n "$group" ] || folder=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/%1$s/cgroup)
                (echo $BASHPID >"$folder/cgroup.procs"; exec perl -e '$_ = "x" x (900 << 20)') || true
                """.formatted(pid));
    }
}
