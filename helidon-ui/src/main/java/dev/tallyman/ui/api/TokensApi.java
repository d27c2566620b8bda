package dev.tallyman.ui.api;

import dev.tallyman.index.people.Person;
import dev.tallyman.index.people.Tokens;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Secret;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.access.Visitors;
import dev.tallyman.ui.http.JsonBody;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;

/** The tokens of scripts: each is shown once, when it is made. */
public final class TokensApi implements HttpService {
    private static final String EXAMPLE = "{\"name\":\"nightly upload\",\"days\":90}";
    private static final Set<String> KEYS = Set.of("name", "days");
    private static final int LONGEST_NAME = 100;
    private static final int DAYS = 90;
    private static final int MOST_DAYS = 366;

    private final Tokens tokens;
    private final SecureRandom random = new SecureRandom();

    public TokensApi(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list).post("/", this::make).delete("/{id}", this::revoke);
    }

    private static Visit visit() {
        return Visit.current()
                .filter(visit -> !visit.isStranger())
                .orElseThrow(() -> Problem.notFound("Nobody has signed in here, so there are no tokens."));
    }

    private void list(ServerRequest request, ServerResponse response) {
        String name = visit().person().name();
        JsonObject.Builder json = JsonObject.builder()
                .setValues(
                        "items",
                        tokens.of(name).stream()
                                .map(token -> json(token).build())
                                .toList());
        json.setNull("next");
        JsonResponse.send(response, json.build());
    }

    private void make(ServerRequest request, ServerResponse response) throws IOException {
        Visit visit = visit();
        if (visit.byToken()) {
            throw new Problem(
                    Status.FORBIDDEN_403,
                    "A token makes no token",
                    "Sign in yourself for it, so that one which was stolen ends when it is revoked.");
        }
        JsonObject order = JsonBody.read(request, EXAMPLE);
        Secret secret = Secret.make(Visitors.TOKEN, random);
        Tokens.Token made = tokens.make(secret.hash(), visit.person(), name(order), life(order))
                .orElseThrow(() -> new Problem(
                        Status.CONFLICT_409,
                        "These are too many tokens",
                        "You have " + Tokens.MOST + ". Revoke one that is not used any more, then make a new one."));
        response.status(Status.CREATED_201).header(HeaderNames.LOCATION, "/api/v1/tokens/" + made.id());
        JsonResponse.send(response, json(made).set("token", secret.text()).build());
    }

    private static String name(JsonObject order) {
        for (String key : order.keysAsStrings()) {
            if (!KEYS.contains(key)) {
                throw new BadRequestException("“" + key + "” is not known here; allowed: name, days.");
            }
        }
        String name;
        try {
            name = order.stringValue("name").orElse("").strip();
        } catch (JsonException e) {
            name = "";
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new BadRequestException("Give it a name of up to 100 characters, such as " + EXAMPLE + ".");
        }
        return name;
    }

    private static Duration life(JsonObject order) {
        try {
            int days = order.numberValue("days").map(BigDecimal::intValueExact).orElse(DAYS);
            if (days >= 1 && days <= MOST_DAYS) {
                return Duration.ofDays(days);
            }
        } catch (ArithmeticException | NumberFormatException | JsonException e) {
            // said below
        }
        throw new BadRequestException("“days” is a whole number from 1 to " + MOST_DAYS + ".");
    }

    // What is somebody else’s is not told from what is not there.
    private void revoke(ServerRequest request, ServerResponse response) {
        Person person = visit().person();
        boolean admin = visit().reach().least() == Role.ADMIN;
        Tokens.Token token = find(request);
        if (!admin && !token.person().name().equals(person.name())) {
            throw noSuchToken();
        }
        tokens.revoke(token.id());
        response.status(Status.NO_CONTENT_204).send();
    }

    private Tokens.Token find(ServerRequest request) {
        try {
            return tokens.find(Long.parseLong(request.path().pathParameters().get("id")));
        } catch (NumberFormatException e) {
            throw noSuchToken();
        }
    }

    private static Problem noSuchToken() {
        return Problem.notFound("There is no such token.");
    }

    private static JsonObject.Builder json(Tokens.Token token) {
        JsonObject.Builder json = JsonObject.builder()
                .set("id", Long.toString(token.id()))
                .set("name", token.name())
                .set("person", token.person().name());
        JsonResponse.set(json, "created", token.created());
        JsonResponse.set(json, "expires", token.expires());
        JsonResponse.set(json, "used", token.used());
        return json;
    }
}
