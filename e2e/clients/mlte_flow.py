"""Drives the MLTE client against a server: card, suite, evidence of every type, results, report, and all loaded again.
Exits 1 on the first surprise.

Usage: mlte_flow.py <url> <user>, the password in MLTE_FLOW_PASSWORD.
"""

import sys
import time

from mlte.evidence.artifact import Evidence
from mlte.evidence.metadata import EvidenceMetadata
from mlte.evidence.types.array import Array
from mlte.evidence.types.image import Image
from mlte.evidence.types.integer import Integer
from mlte.evidence.types.opaque import Opaque
from mlte.evidence.types.real import Real
from mlte.evidence.types.string import String
from mlte.measurement.external_measurement import ExternalMeasurement
from mlte.negotiation.artifact import NegotiationCard
from mlte.negotiation.model import SystemDescriptor
from mlte.negotiation.qas import QASDescriptor
from mlte.report.artifact import Report
from mlte.results.test_results import TestResults
from mlte.session import set_context
from mlte.store.error import ErrorAlreadyExists, ErrorNotFound
from mlte.validation.test_suite_validator import TestSuiteValidator
from mlte_client import TestCase, TestSuite, check, connect, raises


def best(values):
    """The measured function: the client records it by name."""
    return max(values)


def measured(kind):
    return ExternalMeasurement(output_evidence_type=kind, function=best)


def save_card(user):
    raises("a card that is not there is an ErrorNotFound", ErrorNotFound, NegotiationCard.load)
    card = NegotiationCard(
        system=SystemDescriptor(task="Find flowers", usage_context="A garden, a phone"),
        quality_scenarios=[
            QASDescriptor(stimulus="A photograph", source="a visitor", response="The flower is named", measure="in 0.9 of cases"),
            QASDescriptor(stimulus="A blurred photograph", source="a visitor", response="The visitor is told"),
        ],
    )
    saved = card.save()
    check("the card is stamped with its writer", saved.header.creator == user)
    check("the card is stamped with the time", abs(saved.header.timestamp - time.time()) < 600)
    loaded = NegotiationCard.load()
    scenarios = [scenario.identifier for scenario in loaded.quality_scenarios]
    check("the card comes back as it was saved", loaded == card)
    check("its scenarios have ids", scenarios == ["card.default-qas_001", "card.default-qas_002"])
    raises("a second save without force is an ErrorAlreadyExists", ErrorAlreadyExists, card.save)
    card.save(force=True)
    print("ok: with force it is saved")
    return scenarios


def save_suite(scenarios):
    suite = TestSuite(
        test_cases=[
            TestCase(
                identifier="acc",
                goal="Name flowers",
                quality_scenarios=scenarios[:1],
                measurement=measured(Real),
                validator=Real.greater_than(0.5),
            ),
            TestCase(
                identifier="speed",
                goal="Answer while the visitor waits",
                quality_scenarios=scenarios[1:],
                measurement=measured(Real),
                validator=Real.less_than(0.5),
            ),
        ]
    )
    suite.save(parents=True)
    check("the suite comes back as it was saved", TestSuite.load() == suite)
    return suite


def save_evidence(suite):
    for evidence in suite.run_measurements({"acc": [[0.7, 0.9]], "speed": [[0.6]]}).values():
        evidence.save()
    pixels = bytes(range(256)) * 3
    others = {
        "count": Integer(12),
        "facts": Opaque({"nested": {"list": [1, None, "ü"]}}),
        "picture": Image(pixels),
        "shares": Array([0.5, "n/a", None]),
        "remark": String("Späte Blüte"),
    }
    for case, evidence in others.items():
        evidence.with_metadata(EvidenceMetadata(test_case_id=case, measurement=measured(type(evidence)).generate_metadata())).save()
        loaded = type(evidence).load(case)
        check(f"{type(evidence).__name__} comes back as it was saved", loaded == evidence)
    found = {evidence.metadata.test_case_id: type(evidence).__name__ for evidence in Evidence.load_all()}
    kinds = {case: type(evidence).__name__ for case, evidence in others.items()}
    check("all evidence is found, each of its own class", found == {"acc": "Real", "speed": "Real", **kinds})


def main():
    user = connect()
    model = f"flow/{time.time_ns()}"
    set_context(model, "v1", lazy=False)
    set_context(model, "v1", lazy=False)
    print("ok: making the context twice is harmless")

    save_evidence(save_suite(save_card(user)))

    results = TestSuiteValidator().load_and_validate()
    results.save()
    outcomes = {case: type(result).__name__ for case, result in results.results.items()}
    check("one case passed and one failed", outcomes == {"acc": "Success", "speed": "Failure"})
    check("the results come back as they were saved", TestResults.load() == results)

    report = Report().save()
    check("the report is suffixed once", report.header.identifier.count("-") == 2)
    check("the report holds the results", set(report.body.test_results.results) == {"acc", "speed"})
    check("the report comes back", Report.load(report.header.identifier).to_model().body == report.body)
    print(f"model: {model}")
    print(f"report: {report.header.identifier}")


if __name__ == "__main__":
    sys.exit(main())
