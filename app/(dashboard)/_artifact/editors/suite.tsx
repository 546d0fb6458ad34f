import type { At } from '@/app/(dashboard)/_artifact/address';
import { readBody } from '@/components/artifact/read/reading';
import { sentenceText } from '@/components/artifact/read/sentence';
import { readSuite, type Suite, type Validator } from '@/components/artifact/read/suite';
import { fragment, scenarioAnchor } from '@/components/artifact/scenario-anchor';
import { madeBy } from '@/components/artifact/suite/validator-words';
import { SuiteFields } from '@/components/artifact-forms/forms';
import type { Given, StoredCondition } from '@/components/artifact-forms/suite/given';
import { EditorForm } from '@/components/editor/editor-form';
import { NameField } from '@/components/editor/name-field';
import { SaveBar } from '@/components/editor/save-bar';
import { Note } from '@/components/ui/note';
import type { Artifact } from '@/lib/artifacts/artifact';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { type CaseUse, listCaseUses } from '@/lib/artifacts/traces/list-case-uses';
import { type CardScenario, listScenarios } from '@/lib/artifacts/traces/list-scenarios';
import { url } from '@/lib/core/urls';
import { exactValue } from '@/lib/json/exact-json';
import { backFrom, begin } from './begin';
import type { EditorProps } from './props';
import { saveSuiteAction } from './suite-actions';
import { beginCases } from './suite-start';

/** The form of a test suite. */
export async function SuiteEditor(props: EditorProps) {
  const { ctx, at, artifact } = props;
  const begun = await begin(props, 'suite', ['quality_attributes', 'tags']);
  const scenarios = await listScenarios(ctx, at);
  // A draft may stand on an earlier revision, and its rows with it.
  const base =
    artifact === null || begun.revision === artifact.headRevision
      ? artifact
      : await readArtifact(ctx, { ...at, revision: begun.revision });
  const suite = readStored(base);
  const ids = suite.cases.map(({ id }) => id);
  const uses =
    artifact === null ? [] : await listCaseUses(ctx, { ...at, suite: artifact.identifier, testCases: ids });
  const { tree, open, problem, entry } = await beginCases(props, begun.tree, scenarios);
  return (
    <EditorForm action={saveSuiteAction} start={{ ...begun, tree }}>
      {problem !== null && <Note tone="stale">{problem}</Note>}
      <NameField type="suite" />
      <SuiteFields
        given={{
          ...givenOf(at, scenarios, suite, uses),
          suite: artifact?.identifier ?? 'suite.default',
          revision: begun.revision,
        }}
        open={open}
        entry={entry}
        action={saveSuiteAction}
      />
      <SaveBar back={backFrom(props)} drafts />
    </EditorForm>
  );
}

function readStored(artifact: Artifact | null): Suite {
  if (artifact === null) return { cases: [] };
  const body: unknown = exactValue(artifact.body);
  const read = readBody(body, 'suite', (reading, posted, path) => readSuite(reading, posted, path));
  return read.ok ? read.value : { cases: [] };
}

function givenOf(
  at: At,
  scenarios: readonly CardScenario[],
  suite: Suite,
  uses: readonly CaseUse[],
): Pick<Given, 'scenarios' | 'known' | 'stored'> {
  return {
    scenarios: scenarios.map((scenario) => ({
      ...scenario,
      sentence: sentenceText(scenario),
      href: `${url.artifact(at.project, at.model, null, scenario.card)}${fragment(scenarioAnchor(scenario.id))}`,
    })),
    known: new Set(scenarios.map(({ id }) => id)),
    stored: suite.cases.map(({ id, validator }) => ({
      id,
      uses: usesText(uses.filter(({ testCase }) => testCase === id)),
      condition: conditionOf(validator),
    })),
  };
}

/** `evidence.accuracy (v1, v2)` for each artifact that names a case. */
function usesText(uses: readonly CaseUse[]): readonly string[] {
  const versions = new Map<string, string[]>();
  for (const { artifact, version } of uses)
    versions.set(artifact, [...(versions.get(artifact) ?? []), version]);
  return [...versions].map(([artifact, names]) => `${artifact} (${names.join(', ')})`);
}

function conditionOf(validator: Validator | null): StoredCondition | null {
  if (validator === null || (validator.pickledLength === 0 && validator.condition === '')) return null;
  const { pickledLength, condition, thresholds, inputTypes } = validator;
  return { pickledLength, source: condition, made: madeBy(validator), thresholds, inputTypes };
}
