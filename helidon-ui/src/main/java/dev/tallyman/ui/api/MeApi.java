package dev.tallyman.ui.api;

import dev.tallyman.index.people.Person;
import dev.tallyman.rules.Access;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.http.JsonResponse;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Tells who one is and may. Where nobody signs in that is nobody, who may everything. */
public final class MeApi implements HttpService {
    private final Supplier<Access> access;

    public MeApi(Supplier<Access> access) {
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::get);
    }

    private void get(ServerRequest request, ServerResponse response) {
        Optional<Person> person = Visit.current().map(Visit::person);
        Optional<Role> role =
                person.isPresent() ? access.get().role(person.get().groups()) : Optional.of(Role.ADMIN);
        JsonObject.Builder json = JsonObject.builder();
        JsonResponse.set(json, "name", person.map(Person::name).orElse(null));
        JsonResponse.set(json, "display", person.map(Person::display).orElse(null));
        json.setStrings(
                "groups", List.copyOf(new TreeSet<>(person.map(Person::groups).orElse(Set.of()))));
        JsonResponse.set(json, "role", role.map(Role::label).orElse(null));
        JsonResponse.send(response, json.build());
    }
}
