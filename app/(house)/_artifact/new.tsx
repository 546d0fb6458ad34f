import { openModel } from '@/app/(house)/_model/open';
import { Submit } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { NewArtifactFields } from '@/components/forms/new-artifact-fields';
import { ModelGone } from '@/components/models/model-gone';
import { TYPE_WORDS } from '@/components/models/summary-words';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import { listVersions } from '@/lib/models/list-versions';
import { names } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';
import { createArtifact } from './actions';
import { EMPTY_BODIES } from './empty-bodies';

interface PageProps {
  readonly params: Promise<{ project: string; model: string; version?: string }>;
}

/** An artifact written as JSON: for a version, or, without one in the address, a card or suite of the model. */
export async function NewArtifact({ params }: PageProps) {
  const { project, model: name, version } = await names(params as Promise<Record<string, string>>);
  const at = { project: project ?? '', model: name ?? '' };
  const { ctx, found } = await openModel(at, null);
  if (found.value === null) return <ModelGone at={at} gone={found.gone} />;
  const model = found.value;
  const why = await whyNot(ctx, {
    operation: 'artifact',
    type: 'create',
    projectId: model.projectId,
    resourceId: model.id,
  });
  // A model-level artifact is written through some version, as clients do; any will do.
  const through = version ?? (await listVersions(ctx, { ...at, limit: 1 })).items[0]?.name;
  const types =
    version === undefined
      ? (['card', 'suite'] as const)
      : (['evidence', 'results', 'report', 'card', 'suite'] as const);
  return (
    <FormPage
      title={`New artifact of ${model.name} ${version ?? ''}`}
      about="The body as a client would post it. Everything is checked before anything is written, and a name that is taken is refused, not overwritten."
      why={why ?? (through === undefined ? 'Make a version of this model first.' : null)}
      wide
    >
      <Form action={createArtifact}>
        <input type="hidden" name="project" value={at.project} />
        <input type="hidden" name="model" value={model.name} />
        <input type="hidden" name="version" value={through ?? ''} />
        <NewArtifactFields
          starts={types.map((type) => ({ type, words: TYPE_WORDS[type].one, body: EMPTY_BODIES[type] }))}
        />
        <div className="flex gap-2">
          <Submit>Write artifact</Submit>
          <LinkButton
            href={
              version === undefined
                ? url.model(at.project, model.name)
                : url.version(at.project, model.name, version)
            }
          >
            Cancel
          </LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
