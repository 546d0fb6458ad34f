"""Opens an exported store with ZenML's own LocalZenStore or SqlZenStore, reads every object, and prints them as JSON.

Usage: zenml_open.py <zip of a folder, or .db file> <pipeline>…, in an empty home directory, which the zip is unpacked in.
"""

import json
import os
import sys
import zipfile

from zenml.zen_stores import LocalZenStore, SqlZenStore

path, *pipelines = sys.argv[1:]
if path.endswith(".db"):
    store, url = SqlZenStore(), f"sqlite:///{path}"
else:
    zipfile.ZipFile(path).extractall("store")
    store, url = LocalZenStore(), os.path.abspath("store")
store.initialize(url, skip_default_registrations=True, track_analytics=False)


def plain(model):
    return json.loads(model.json())


stacks = store.stacks
told = {
    "users": [plain(each) for each in store.users],
    "teams": {team.name: sorted(user.name for user in store.get_users_for_team(team.name)) for team in store.teams},
    "projects": [plain(each) for each in store.projects],
    "roles": [plain(each) for each in store.roles],
    "role_assignments": [plain(each) for each in store.role_assignments],
    "flavors": [plain(each) for each in store.flavors],
    "stacks": {stack.name: {each.type.value: each.name for each in stack.components} for stack in stacks},
    "components": [
        plain(each)
        for kind in sorted({each.type for stack in stacks for each in stack.components}, key=lambda kind: kind.value)
        for each in store.get_stack_components(kind)
    ],
    "runs": {
        pipeline: [plain(store.get_pipeline_run(pipeline, run.name)) for run in store.get_pipeline_runs(pipeline)]
        for pipeline in pipelines
    },
}
print(json.dumps(told))
