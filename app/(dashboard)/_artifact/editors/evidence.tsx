import { pageAddress } from '@/app/(dashboard)/_artifact/address';
import { ImageValue } from '@/components/artifact/evidence/image-value';
import { EditEvidenceForm, NewEvidenceForm } from '@/components/artifact-forms/forms';
import { EditorForm, type EditorStart } from '@/components/editor/editor-form';
import { SaveBar } from '@/components/editor/save-bar';
import type { EvidenceBody } from '@/lib/artifacts/body';
import { evidenceFields, valueTypeOf } from '@/lib/artifacts/evidence/evidence-body';
import { listTestCases } from '@/lib/artifacts/traces/list-test-cases';
import { url } from '@/lib/core/urls';
import type { TreeObject } from '@/lib/forms/form-tree';
import { plainValue } from '@/lib/json/exact-json';
import { saveEvidenceAction } from './evidence-actions';
import type { EditorProps } from './props';

/** Evidence typed by a person: a value of any kind, for a test case. */
export async function EvidenceEditor({ ctx, at, artifact, query }: EditorProps) {
  const start = (tree: TreeObject, revision: number): EditorStart => ({
    place: { project: at.project, model: at.model, version: at.version ?? '', artifact: at.artifact },
    revision,
    tree,
    lists: {},
    mayNotGrow: null,
  });
  if (artifact === null) {
    const cases = await listTestCases(ctx, at);
    return (
      <EditorForm action={saveEvidenceAction} start={start(blank(query['case'] ?? ''), 0)}>
        <NewEvidenceForm cases={cases.map(({ id, goal }) => ({ id, goal }))} />
        <SaveBar
          back={
            at.version === null
              ? url.model(at.project, at.model)
              : url.version(at.project, at.model, at.version)
          }
        />
      </EditorForm>
    );
  }
  const { evidence_class, metadata, value } = plainValue(artifact.body) as EvidenceBody;
  return (
    <EditorForm
      action={saveEvidenceAction}
      start={start(evidenceFields(artifact.body), artifact.headRevision)}
    >
      <EditEvidenceForm
        kind={valueTypeOf(evidenceFields(artifact.body))}
        evidenceClass={evidence_class}
        image={
          value.evidence_type === 'image' ? (
            <div className="py-2">
              <ImageValue base64={value.data} alt={`Image evidence for test case ${metadata.test_case_id}`} />
            </div>
          ) : null
        }
      />
      <SaveBar back={pageAddress(at, null)} />
    </EditorForm>
  );
}

/** A number to begin with: most evidence is one. */
const blank = (testCase: string): TreeObject => ({
  metadata: {
    test_case_id: testCase,
    measurement: { measurement_class: '', output_class: '', additional_data: [] },
  },
  value: { evidence_type: 'real', number: '', unit: '', string: '', items: '', data: [] },
});
