import type { ReactNode } from 'react';
import { openModel } from '@/app/(dashboard)/_model/open';
import { EditorPage } from '@/components/forms/editor-page';
import { Form } from '@/components/forms/form';
import { NewArtifactFields } from '@/components/forms/new-artifact-fields';
import { Submit } from '@/components/forms/submit';
import { ModelGone } from '@/components/models/model-gone';
import { TYPE_WORDS } from '@/components/models/summary-labels';
import { LinkButton } from '@/components/ui/button';
import { can } from '@/lib/access/authorize';
import { type ArtifactType, LEVEL_OF } from '@/lib/artifacts/artifact';
import { queryText, url } from '@/lib/core/urls';
import { listVersions } from '@/lib/models/list-versions';
import { go } from '@/lib/next/go';
import { names, oneEach, type SearchParams } from '@/lib/next/load';
import { createArtifactAction } from './actions';
import { ArtifactTypes } from './artifact-types';
import { EDITORS } from './editors/editors';
import { TypeEditor } from './editors/type-editor';
import { EMPTY_BODIES } from './empty-bodies';

interface PageProps {
  readonly params: Promise<{ project: string; model: string; version?: string }>;
  readonly searchParams: SearchParams;
}

const TYPES = ['card', 'suite', 'evidence', 'results', 'report'] as const;

/**
 * A new artifact: by the form of the type that the address names, as JSON with `?as=json`, else the choice of types.
 * For a version, or, without one in the address, a card or suite of the model.
 */
export async function NewArtifact({ params, searchParams }: PageProps) {
  const { project = '', model: name = '', version } = await names(params as Promise<Record<string, string>>);
  const { ctx, found } = await openModel({ project, model: name }, null);
  if (found.value === null) return <ModelGone at={{ project, model: name }} absence={found.absence} />;
  const model = found.value;
  const query = await oneEach(searchParams);
  const types = TYPES.filter((type) => version !== undefined || LEVEL_OF[type] === 'model');
  const type = types.find((each) => each === query['type']) ?? null;
  const required = { operation: 'artifact', type: 'create' } as const;
  const of = { projectId: model.projectId, resourceId: model.id };
  if (!(await can(ctx, { ...required, ...of })))
    go(url.ask({ ...required, in: model.projectId, resource: model.id }));
  // A model-level artifact is written through some version, as clients do; any will do.
  const through = version ?? (await listVersions(ctx, { project, model: name, limit: 1 })).items[0]?.name;
  const here = url.newArtifact(project, model.name, version ?? null);
  const back =
    version === undefined ? url.model(project, model.name) : url.version(project, model.name, version);
  const at = { project, model: model.name, version: through ?? null };
  const isText = query['as'] === 'json';
  const shown = (): { title: string; about?: ReactNode; children: ReactNode } => {
    if (isText)
      return {
        title: `New artifact of ${model.name} ${version ?? ''}`,
        about:
          'The body as a client would post it. Everything is checked before anything is written, and a name that is taken is refused, not overwritten.',
        children: <TextEditor at={at} types={types} first={type} back={back} />,
      };
    if (type === null || EDITORS[type] === undefined)
      return {
        title: `New artifact of ${model.name} ${version ?? ''}`,
        children: <ArtifactTypes types={types} here={here} />,
      };
    return {
      title: `New ${TYPE_WORDS[type].one.toLowerCase()} of ${model.name} ${LEVEL_OF[type] === 'version' ? (version ?? '') : ''}`,
      children: (
        <TypeEditor
          {...{ ctx, query, type }}
          at={{ ...at, artifact: '' }}
          artifact={null}
          here={{
            plain: `${here}${queryText({ type })}`,
            withDraft: `${here}${queryText({ type, draft: 'continue' })}`,
          }}
        />
      ),
    };
  };
  const { title, about, children } = shown();
  return (
    <EditorPage
      title={title}
      about={about}
      why={through === undefined ? 'Create a version of this model first.' : null}
    >
      {children}
    </EditorPage>
  );
}

interface TextEditorProps {
  readonly at: { readonly project: string; readonly model: string; readonly version: string | null };
  readonly types: readonly ArtifactType[];
  readonly first: ArtifactType | null;
  readonly back: string;
}

function TextEditor({ at, types, first, back }: TextEditorProps) {
  const ordered = first === null ? types : [first, ...types.filter((type) => type !== first)];
  return (
    <Form action={createArtifactAction}>
      <input type="hidden" name="project" value={at.project} />
      <input type="hidden" name="model" value={at.model} />
      <input type="hidden" name="version" value={at.version ?? ''} />
      <NewArtifactFields
        starts={ordered.map((type) => ({ type, words: TYPE_WORDS[type].one, body: EMPTY_BODIES[type] }))}
      />
      <div className="flex gap-2">
        <Submit>Write artifact</Submit>
        <LinkButton href={back}>Cancel</LinkButton>
      </div>
    </Form>
  );
}
