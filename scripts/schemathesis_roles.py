"""A check for schemathesis-roles.sh: whoever lacks the role that the table of the server's routes asks for reaches nothing."""

import os
import re

import schemathesis
import schemathesis_tus  # noqa: F401

ROLES = ["none", "viewer", "contributor", "editor", "operator", "admin"]
# One's own of today: contributors may these with what they handed in themselves.
OWN = {"DELETE /api/v1/files/{id}", "POST /api/v1/files/{id}/restore", "POST /api/v1/files/{id}/move"}


def table():
    with open(os.environ["TALLYMAN_NEEDS"], encoding="utf-8") as source:
        code = source.read()
    needs = {}
    for role, routes in re.findall(r"\badd\(\s*([A-Z]+),\s*[A-Z_]+,((?:\s*\"[^\"]+\",?)+)\)", code):
        for route in re.findall(r'"([^"]+)"', routes):
            needs[route] = role.lower()
    assert len(needs) > 60, "Needs.java does not read as it did"
    return needs


NEEDS = table()
MINE = os.environ["TALLYMAN_ROLE"]


def needed(method, path):
    route = re.sub(r"/by-path/.*", "/by-path/{+path}", path)
    route = re.sub(r"^/reports/.+", "/reports/{+path}", route)
    return NEEDS.get(method.upper() + " " + route)


@schemathesis.check
def reaches_nothing_that_is_denied(ctx, response, case):
    role = needed(case.method, case.path)
    route = case.method.upper() + " " + case.path
    if role is None or ROLES.index(MINE) >= ROLES.index(role) or (MINE == "contributor" and route in OWN):
        return
    if response.status_code not in (400, 401, 403, 404, 405, 411, 413, 415):
        raise AssertionError(f"{route} takes {role}, and {MINE} got {response.status_code}")
