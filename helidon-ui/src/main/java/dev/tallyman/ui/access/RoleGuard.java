package dev.tallyman.ui.access;

import dev.tallyman.rules.Access;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.http.KnownRoutes;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets people do what their role covers, as the rules in force say. */
public final class RoleGuard implements KnownRoutes.Guard {
    private final Supplier<Access> access;

    public RoleGuard(Supplier<Access> access) {
        this.access = access;
    }

    @Override
    public Handler guard(Method method, String pattern, Handler handler) {
        Optional<Role> needed = Needs.of(method, pattern);
        if (needed.isEmpty()) {
            return handler;
        }
        Role role = needed.get();
        return (request, response) -> {
            Person.current().ifPresent(person -> require(role, person));
            handler.handle(request, response);
        };
    }

    private void require(Role needed, Person person) {
        Access rules = access.get();
        Optional<Role> role = rules.role(person.groups());
        if (role.filter(has -> has.covers(needed)).isPresent()) {
            return;
        }
        throw new Problem(
                Status.FORBIDDEN_403,
                "You may not " + needed.deed(),
                "It takes the role " + needed.label() + ", and you have "
                        + role.map(has -> "the role " + has.label()).orElse("none") + ". "
                        + (rules.contact().isEmpty()
                                ? "Ask whoever keeps the rules of this intake."
                                : "Ask " + rules.contact() + "."));
    }
}
