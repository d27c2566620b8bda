package dev.tallyman.ui;

import dev.tallyman.index.Index;
import dev.tallyman.rules.Habitat;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.intake.CurrentRules;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.RunPlan;
import dev.tallyman.ui.jobs.Waiting;
import dev.tallyman.ui.jobs.kubernetes.KubernetesRunner;
import dev.tallyman.ui.jobs.local.InstalledPrograms;
import dev.tallyman.ui.jobs.local.LocalRunner;
import dev.tallyman.volume.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the server is made of, opened once and given to all who answer requests. */
record ServerParts(
        ServerSettings settings, Index index, CurrentRules rules, JobRunner jobs, Budget budget, InstantSource clock) {
    // Many times what a scan of a million files takes, and as long as anybody waits.
    private static final Duration QUERY = Duration.ofSeconds(30);

    /**
     * Opens the volume.
     *
     * @throws dev.tallyman.volume.IntakeException.Unusable the volume or its index cannot be used
     * @throws dev.tallyman.rules.RulesException the rules cannot be used
     */
    static ServerParts open(ServerSettings settings, InstantSource clock) {
        Habitat habitat = Habitat.of(settings.environment());
        Path data = settings.data();
        var rules = new CurrentRules(settings.rules(), habitat, Volume.keptRules(data));
        Volume volume = habitat == Habitat.CLUSTER ? Volume.mounted(data) : Volume.create(data);
        Index index = Index.open(volume, clock);
        index.file().endQueriesAfter(QUERY);
        index.file().checkpointBeside();
        JobRunner jobs = runner(settings, index, rules, clock);
        return new ServerParts(settings, index, rules, jobs, Budget.ofThisProcess(), clock);
    }

    private static JobRunner runner(ServerSettings settings, Index index, CurrentRules rules, InstantSource clock) {
        if (KubernetesRunner.isWanted(settings.environment())) {
            return KubernetesRunner.connect(index, settings.environment(), rules, clock);
        }
        var home = Path.of(System.getProperty("tallyman.home", "."));
        long memory = Budget.Given.now().memory();
        InstalledPrograms programs = InstalledPrograms.installed(home, settings.data(), settings.rules(), memory);
        return LocalRunner.open(index, programs, () -> RunPlan.of(rules.get()), clock);
    }

    /** What does not work at present, for every page. */
    List<String> troubles() {
        return Stream.of(
                        rules.trouble(),
                        settings.hosts().trouble(),
                        jobs.trouble().map(Waiting::detail))
                .flatMap(Optional::stream)
                .toList();
    }
}
