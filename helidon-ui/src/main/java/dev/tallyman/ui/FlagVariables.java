package dev.tallyman.ui;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every flag's environment variable: {@code --health-port} is {@code TALLYMAN_HEALTH_PORT}. The
 * flag wins; a variable that is set but empty counts as not set.
 */
record FlagVariables(Map<String, String> variables) implements IDefaultValueProvider {
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String flag = option.longestName().replaceFirst("^-+", "");
        String value = variables.get("TALLYMAN_" + flag.replace('-', '_').toUpperCase(Locale.ROOT));
        return value == null || value.isEmpty() ? null : value;
    }
}
