package dev.tallyman.ui.api;

import dev.tallyman.index.people.Person;
import dev.tallyman.rules.Reach;
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

/** Tells who one is and may. Where nobody signs in that is nobody, who may everything. */
public final class MeApi implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::get);
    }

    private void get(ServerRequest request, ServerResponse response) {
        Optional<Person> person =
                Visit.current().filter(visit -> !visit.isStranger()).map(Visit::person);
        Reach reach = Visit.currentReach();
        JsonObject.Builder json = JsonObject.builder();
        JsonResponse.set(json, "name", person.map(Person::name).orElse(null));
        JsonResponse.set(json, "display", person.map(Person::display).orElse(null));
        json.setStrings(
                "groups", List.copyOf(new TreeSet<>(person.map(Person::groups).orElse(Set.of()))));
        JsonResponse.set(
                json, "role", reach.top() == Role.NONE ? null : reach.top().label());
        json.set("roles", roles -> reach.roles().forEach((folder, role) -> roles.set(folder, role.label())));
        JsonResponse.send(response, json.build());
    }
}
