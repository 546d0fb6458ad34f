"""Drives the ZenML client, its command line included, against a server: profile, components, stacks, flavors, people,
roles, projects and a pipeline run, each read back. Exits 1 on the first surprise.

Usage: zenml_flow.py <ending>, the server's address with its token in ZENML_FLOW_URL, in an empty home directory. All that
it makes is named with the ending.
"""

import base64
import json
import os
import re
import subprocess
import sys
import traceback
from uuid import uuid4

import yaml
import zenml
from zenml.cli.cli import cli
from zenml.enums import StackComponentType
from zenml.exceptions import EntityExistsError, StackComponentExistsError, StackExistsError
from zenml.repository import Repository
from zenml.zen_stores.models import ComponentWrapper, FlavorWrapper, StackWrapper
from zenml.zen_stores.models.pipeline_models import PipelineRunWrapper, PipelineWrapper, StepWrapper

URL = os.environ["ZENML_FLOW_URL"]
# Tables fold names in narrow columns.
os.environ["COLUMNS"] = "400"
ENDING = sys.argv[1]
ARIA, AXL, CATS, READER, GARDEN = (f"{name}-{ENDING}" for name in ("aria", "axl", "cats", "reader", "garden"))
REG, REGISTRY, SPARE = (f"{name}-{ENDING}" for name in ("reg", "registry", "spare"))
LAB, BENCH, SECOND, AGAIN = (f"{name}-{ENDING}" for name in ("lab", "bench", "second", "again"))
UUIDS = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def check(what, holds):
    if not holds:
        sys.exit(f"not so: {what}")
    print(f"ok: {what}")


def raises(what, kind, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except kind:
        print(f"ok: {what}")
        return
    sys.exit(f"not so: {what}: nothing was raised")


def zenml_command(*words, fails=False):
    """One command line in a process of its own, as people type it; what it printed, on one line."""
    code, said = (forked if sys.platform == "linux" else spawned)(words)
    if (code != 0) != fails:
        sys.exit(f"not so: zenml {' '.join(words)} {'fails' if fails else 'succeeds'}:\n{said}")
    return " ".join(said.split())


def spawned(words):
    done = subprocess.run(
        [sys.executable, "-c", "from zenml.cli.cli import cli; cli()", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def forked(words):
    """The same without importing everything each time. Nothing may have asked for the client's repository before."""
    sys.stdout.flush()
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(into, 1)
        os.dup2(into, 2)
        code = 1
        try:
            cli(list(words))
        except SystemExit as end:
            code = end.code or 0
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)
    os.close(into)
    with os.fdopen(out) as pipe:
        said = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def connect():
    zenml_command("profile", "create", "assay", "-t", "rest", "--url", URL, "--user", "default")
    zenml_command("profile", "set", "assay")
    check("a profile is made and chosen", "assay" in zenml_command("profile", "get"))
    check("the default stack is there", "default" in zenml_command("stack", "list"))
    check("the profile is told", "assay" in zenml_command("profile", "list"))


def components():
    zenml_command("container-registry", "register", REG, "--flavor", "default", "--uri=registry.example")
    raises_again = zenml_command(
        "container-registry", "register", REG, "--flavor", "default", "--uri=registry.example", fails=True
    )
    check("a component's name is taken once", "StackComponentExistsError" in raises_again or "exist" in raises_again)
    check("a component is listed", REG in zenml_command("container-registry", "list"))
    zenml_command("container-registry", "update", REG, "--uri=other.example")
    check("a component is changed", "other.example" in zenml_command("container-registry", "describe", REG))
    zenml_command("container-registry", "rename", REG, REGISTRY)
    check("a component is renamed", "other.example" in zenml_command("container-registry", "describe", REGISTRY))
    zenml_command("container-registry", "register", SPARE, "--flavor", "default", "--uri=spare.example")
    zenml_command("container-registry", "delete", SPARE)
    check("a component is deleted", SPARE not in zenml_command("container-registry", "list"))


def stacks():
    zenml_command("stack", "register", LAB, "-o", "default", "-m", "default", "-a", "default")
    zenml_command("stack", "update", LAB, "-c", REGISTRY)
    check("a stack is registered and updated", REGISTRY in zenml_command("stack", "describe", LAB))
    said = zenml_command("stack", "rename", LAB, BENCH)
    check("a stack is renamed, and the client says so", "Stack" in said and "renamed" in said)
    zenml_command("stack", "set", BENCH)
    check("a stack is active", BENCH in zenml_command("stack", "get"))
    refused = zenml_command("container-registry", "delete", REGISTRY, fails=True)
    check("a component that a stack has stays", REGISTRY in zenml_command("container-registry", "list") and refused)
    zenml_command("stack", "remove-component", BENCH, "-c")
    zenml_command("stack", "register", SECOND, "-o", "default", "-m", "default", "-a", "default")
    zenml_command("stack", "export", BENCH, "bench.yaml")
    with open("bench.yaml") as file:
        exported = yaml.safe_load(file)
    print("exported:", json.dumps(exported))
    check("a stack is exported", set(exported["components"]) == {"orchestrator", "metadata_store", "artifact_store"})
    file = ["-f", "bench.yaml"] if "--filename" in zenml_command("stack", "import", "--help") else ["bench.yaml"]
    zenml_command("stack", "import", AGAIN, *file)
    check("and imported", AGAIN in zenml_command("stack", "list"))
    zenml_command("stack", "delete", SECOND, "--yes")
    check("a stack is deleted", SECOND not in zenml_command("stack", "list"))


def people():
    for kind, names in (("user", (ARIA, AXL)), ("team", (CATS,)), ("role", (READER,)), ("project", (GARDEN,))):
        for name in names:
            zenml_command(kind, "create", name)
            check(f"a {kind} is made and listed", name in zenml_command(kind, "list"))
    zenml_command("team", "add", CATS, "--user", ARIA, "--user", AXL)
    check("a team has its members", AXL in zenml_command("team", "describe", CATS))
    zenml_command("team", "remove", CATS, "--user", AXL)
    zenml_command("role", "assign", READER, "--user", ARIA)
    zenml_command("role", "assign", READER, "--team", CATS, "--project", GARDEN)
    before = set(re.findall(UUIDS, zenml_command("role", "assignment", "list")))
    zenml_command("role", "revoke", READER, "--user", ARIA)
    after = set(re.findall(UUIDS, zenml_command("role", "assignment", "list")))
    check("of two assignments one is revoked: its id and the user's are gone", len(before - after) == 2 and after)


def through_python(store):
    check("people come back", {user.name for user in store.users} >= {ARIA, AXL})
    check("a team's members come back", [user.name for user in store.get_users_for_team(CATS)] == [ARIA])
    check("somebody's teams come back", [team.name for team in store.get_teams_for_user(ARIA)] == [CATS])
    check("a team's assignments come back", len(store.get_role_assignments_for_team(CATS, project_name=GARDEN)) == 1)
    check("what was revoked is gone", store.get_role_assignments_for_user(ARIA, include_team_roles=False) == [])
    check("what comes through a team too", len(store.get_role_assignments_for_user(ARIA, project_name=GARDEN)) == 1)
    raises("a name that is taken is an EntityExistsError", EntityExistsError, store.create_user, ARIA)
    raises("a user that is not there is a KeyError", KeyError, store.get_user, "nobody")
    raises("a stack that is not there is a KeyError", KeyError, store.get_stack, "nowhere")
    store.delete_user(AXL)
    check("a user is deleted", AXL not in {user.name for user in store.users})
    flavor = store.create_flavor("my.module.MyStore", f"mine-{ENDING}", StackComponentType.ARTIFACT_STORE)
    check("a flavor is made", flavor == FlavorWrapper(name=f"mine-{ENDING}", type="artifact_store", source="my.module.MyStore"))
    check("and read", store.get_flavor_by_name_and_type(f"mine-{ENDING}", StackComponentType.ARTIFACT_STORE) == flavor)
    check("and listed", flavor in store.flavors and flavor in store.get_flavors_by_type(StackComponentType.ARTIFACT_STORE))
    default = store.get_stack("default")
    raises("a stack's name is taken once", StackExistsError, store.register_stack, default)
    raises(
        "a component's name is taken once", StackComponentExistsError, store.register_stack_component, default.components[0]
    )


def secret_component(store):
    uuid = uuid4()
    config = yaml.dump({"name": f"vault-{ENDING}", "uuid": str(uuid), "path": "s3://bucket", "secret": "hunter2", "x-new": [1, {"a": None}]})
    vault = ComponentWrapper(
        type="artifact_store", flavor="s3", name=f"vault-{ENDING}", uuid=uuid, config=base64.b64encode(config.encode())
    )
    store.register_stack_component(vault)
    check("a configuration comes back byte for byte", store.get_stack_component(vault.type, f"vault-{ENDING}") == vault)
    return vault


def runs(store, vault):
    user = store.get_user("default")
    stack = StackWrapper(name="as-it-was", components=[*reversed(store.get_stack("default").components), vault][1:])
    steps = [StepWrapper(name="importer", docstring=None), StepWrapper(name="trainer", docstring="Trains:\n\t‘well’\u2028")]

    def wrapped(name, **more):
        return PipelineRunWrapper(
            name=name,
            pipeline=PipelineWrapper(name=f"training-{ENDING}", docstring="Trains.", steps=steps),
            stack=stack,
            runtime_configuration={"dag_filepath": "/run.py", "rate": 1.0, "big": 2**60, "tiny": 1e-7, "schedule": None},
            user_id=user.id,
            **more,
        )

    first, second = wrapped(f"training-{ENDING}-24_May_22-10_00_00_000000"), wrapped(f"in garden {ENDING}", project_name=GARDEN, git_sha="a" * 40)
    for run in (first, second):
        store.register_pipeline_run(run)
    check("a run comes back equal", store.get_pipeline_run(f"training-{ENDING}", first.name) == first)
    check("one of a project too", store.get_pipeline_run(f"training-{ENDING}", second.name, project_name=GARDEN) == second)
    check("runs come in their order", store.get_pipeline_runs(f"training-{ENDING}") == [first, second])
    check("those of a project", store.get_pipeline_runs(f"training-{ENDING}", project_name=GARDEN) == [second])
    check("a pipeline that is not there has none", store.get_pipeline_runs("nothing") == [])
    raises("a run's name is taken once", EntityExistsError, store.register_pipeline_run, first)
    raises("a run that is not there is a KeyError", KeyError, store.get_pipeline_run, f"training-{ENDING}", "nothing")


connect()
components()
stacks()
people()
zen_store = Repository().zen_store
check("the store is the server", zen_store.url == URL)
through_python(zen_store)
runs(zen_store, secret_component(zen_store))
print(f"ok: all of ZenML {zenml.__version__}")
