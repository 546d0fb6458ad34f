import type { ReactNode } from 'react';
import { indentJson } from '@/components/artifact/json/indent-json';
import { EditorPage } from '@/components/forms/editor-page';
import { Form } from '@/components/forms/form';
import { JsonField } from '@/components/forms/json-field';
import { Submit } from '@/components/forms/submit';
import { LinkButton } from '@/components/ui/button';
import { can } from '@/lib/access/authorize';
import type { Artifact } from '@/lib/artifacts/artifact';
import { url } from '@/lib/core/urls';
import { go } from '@/lib/next/go';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { editArtifactAction } from './actions';
import { type ArtifactParams, type At, addressOf, pageAddress } from './address';
import { EDITORS } from './editors/editors';
import { TypeEditor } from './editors/type-editor';
import { ArtifactGone } from './gone';
import { openArtifact } from './open';

interface PageProps {
  readonly params: ArtifactParams;
  readonly searchParams: SearchParams;
}

/** The form of an artifact's type; with `?as=json`, or where its type has none, the body as text. */
export async function EditArtifact({ params, searchParams }: PageProps) {
  const at = await addressOf(params);
  const { ctx, found } = await openArtifact(at, 'edit');
  if (found.value === null) return <ArtifactGone at={at} absence={found.absence} />;
  const artifact = found.value;
  const { projectId, modelId, identifier } = artifact;
  const required = { operation: 'artifact', type: 'update' } as const;
  if (!(await can(ctx, { ...required, projectId, resourceId: modelId })))
    go(url.ask({ ...required, in: projectId, resource: modelId }));
  const hasForm = EDITORS[artifact.type] !== undefined;
  const query = await oneEach(searchParams);
  const isText = !hasForm || query['as'] === 'json';
  const other = url.part(pageAddress(at, null), 'edit', isText ? {} : { as: 'json' });
  return (
    <EditorPage
      title={`Edit ${identifier}`}
      about={
        <>
          Saving writes a new revision; those before stay as they are. Everything is checked before anything
          is written.{' '}
          {hasForm && (
            <a href={other} className="link whitespace-nowrap">
              {isText ? 'Edit in the form' : 'Edit as JSON'}
            </a>
          )}
        </>
      }
      why={null}
    >
      {isText ? (
        <TextEditor at={at} artifact={artifact} />
      ) : (
        <TypeEditor
          {...{ ctx, at, artifact, query }}
          type={artifact.type}
          here={{
            plain: pageAddress(at, 'edit'),
            withDraft: url.part(pageAddress(at, null), 'edit', { draft: 'continue' }),
          }}
        />
      )}
    </EditorPage>
  );
}

/** The body as text, to be written as the next revision by somebody who saw this one. */
function TextEditor({ at, artifact: { headRevision, body } }: { at: At; artifact: Artifact }): ReactNode {
  return (
    <Form action={editArtifactAction}>
      <input type="hidden" name="project" value={at.project} />
      <input type="hidden" name="model" value={at.model} />
      <input type="hidden" name="version" value={at.version ?? ''} />
      <input type="hidden" name="artifact" value={at.artifact} />
      <input type="hidden" name="expectedRevision" value={headRevision} />
      <JsonField name="body" label="Body" initial={indentJson(body).join('\n')} />
      <div className="flex gap-2">
        <Submit>Save revision {headRevision + 1}</Submit>
        <LinkButton href={pageAddress(at, null)}>Cancel</LinkButton>
      </div>
    </Form>
  );
}
