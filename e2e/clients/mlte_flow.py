"""Drives the MLTE client against a server: card, suite, evidence, results, report. Exits 1 on the first surprise.

Usage: mlte_flow.py <url> <user>, the password in MLTE_FLOW_PASSWORD.
"""

import os
import sys
import time
from urllib.parse import urlsplit

from mlte.evidence.artifact import Evidence
from mlte.evidence.types.real import Real
from mlte.measurement.external_measurement import ExternalMeasurement
from mlte.negotiation.artifact import NegotiationCard
from mlte.negotiation.model import SystemDescriptor
from mlte.negotiation.qas import QASDescriptor
from mlte.report.artifact import Report
from mlte.session import set_context, set_store
from mlte.store.error import ErrorAlreadyExists, ErrorNotFound
from mlte.tests.test_case import TestCase
from mlte.tests.test_suite import TestSuite
from mlte.validation.test_suite_validator import TestSuiteValidator


def best(values):
    """The measured function: the client records it by name."""
    return max(values)


def check(claim, held):
    if not held:
        sys.exit(f"FAILED: {claim}")
    print(f"ok: {claim}")


def main(url, user, password):
    parts = urlsplit(url)
    set_store(f"{parts.scheme}://{user}:{password}@{parts.netloc}{parts.path}")
    model = f"flow/{time.time_ns()}"
    set_context(model, "v1", lazy=False)
    set_context(model, "v1", lazy=False)
    print("ok: making the context twice is harmless")

    try:
        NegotiationCard.load()
        check("a card that is not there is an ErrorNotFound", False)
    except ErrorNotFound:
        print("ok: a card that is not there is an ErrorNotFound")

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

    try:
        card.save()
        check("a second save without force is an ErrorAlreadyExists", False)
    except ErrorAlreadyExists:
        print("ok: a second save without force is an ErrorAlreadyExists")
    card.save(force=True)
    print("ok: with force it is saved")

    suite = TestSuite(
        test_cases=[
            TestCase(
                identifier="acc",
                goal="Name flowers",
                quality_scenarios=scenarios[:1],
                measurement=ExternalMeasurement(output_evidence_type=Real, function=best),
                validator=Real.greater_than(0.5),
            ),
            TestCase(
                identifier="speed",
                goal="Answer while the visitor waits",
                quality_scenarios=scenarios[1:],
                measurement=ExternalMeasurement(output_evidence_type=Real, function=best),
                validator=Real.less_than(0.5),
            ),
        ]
    )
    suite.save(parents=True)
    check("the suite comes back as it was saved", TestSuite.load() == suite)

    for evidence in suite.run_measurements({"acc": [[0.7, 0.9]], "speed": [[0.6]]}).values():
        evidence.save()
    check("all evidence is found", sorted(e.metadata.test_case_id for e in Evidence.load_all()) == ["acc", "speed"])

    results = TestSuiteValidator().load_and_validate()
    results.save()
    outcomes = {case: type(result).__name__ for case, result in results.results.items()}
    check("one case passed and one failed", outcomes == {"acc": "Success", "speed": "Failure"})

    report = Report().save()
    check("the report is suffixed once", report.header.identifier.count("-") == 2)
    check("the report holds the results", set(report.body.test_results.results) == {"acc", "speed"})
    check("the report comes back", Report.load(report.header.identifier).to_model().body == report.body)
    print(f"model: {model}")
    print(f"report: {report.header.identifier}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], os.environ["MLTE_FLOW_PASSWORD"])
