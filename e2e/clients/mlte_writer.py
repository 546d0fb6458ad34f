"""One of several writers at once: writes a shared card by force, evidence of its own, and races for new models and
new artifacts. Prints what came of it as one line of JSON.

Usage: mlte_writer.py <url> <user> <model> <writer> <other writer> <rounds>, the password in MLTE_FLOW_PASSWORD. The
model has a version v1. Both writers begin when both are there.
"""

import json
import sys
import time

import mlte.store.error as errors
from mlte.artifact.model import ArtifactHeaderModel, ArtifactModel
from mlte.artifact.type import ArtifactType
from mlte.context.model import Model
from mlte.evidence.metadata import EvidenceMetadata
from mlte.evidence.types.integer import Integer
from mlte.measurement.external_measurement import ExternalMeasurement
from mlte.negotiation.model import NegotiationCardModel, SystemDescriptor
from mlte.session import get_session, set_context
from mlte_client import connect


def card(identifier, task):
    header = ArtifactHeaderModel(identifier=identifier, type=ArtifactType.NEGOTIATION_CARD)
    return ArtifactModel(header=header, body=NegotiationCardModel(system=SystemDescriptor(task=task)))


def meet(session, model, writer, other):
    """Returns in both processes within a hundredth of a second."""
    session.model_mapper.create(Model(identifier=f"{model}/here/{writer}"))
    deadline = time.time() + 60
    while time.time() < deadline:
        try:
            session.model_mapper.read(f"{model}/here/{other}")
            return
        except errors.ErrorNotFound:
            time.sleep(0.005)
    sys.exit(f"{other} did not come")


def won(action):
    """Whether it was ours; somebody else's is an ErrorAlreadyExists and nothing else."""
    try:
        action()
        return True
    except errors.ErrorAlreadyExists:
        return False


def main():
    connect()
    model, writer, other, rounds = sys.argv[3], sys.argv[4], sys.argv[5], int(sys.argv[6])
    set_context(model, "v1")
    store = get_session().stores.artifact_store
    measurement = ExternalMeasurement(output_evidence_type=Integer, function=max).generate_metadata()
    told = {"forced": 0, "own": [], "models": [], "artifacts": []}
    meet(store.session(), model, writer, other)
    for n in range(rounds):
        session = store.session()
        session.artifact_mapper.write_artifact(model, "v1", card("card.shared", f"{writer} {n}"), force=True)
        told["forced"] += 1
        case = f"{writer}-{n}"
        Integer(n).with_metadata(EvidenceMetadata(test_case_id=case, measurement=measurement)).save()
        told["own"].append(f"evidence.{case}")
        if won(lambda: session.model_mapper.create(Model(identifier=f"{model}/race/{n}"))):
            told["models"].append(n)
        if won(lambda: session.artifact_mapper.write_artifact(model, "v1", card(f"card.race-{n}", writer))):
            told["artifacts"].append(n)
    print(json.dumps(told))


if __name__ == "__main__":
    sys.exit(main())
