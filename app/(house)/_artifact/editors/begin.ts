import 'server-only';
import type { EditorStart } from '@/components/editor/editor-form';
import type { ArtifactType } from '@/lib/artifacts/artifact';
import { formTree, unknownFields } from '@/lib/artifacts/form-body';
import { readDraft } from '@/lib/artifacts/read-draft';
import { formShape } from '@/lib/artifacts/write-by-form';
import { url } from '@/lib/core/urls';
import type { CustomList } from '@/lib/lists/list';
import { readList } from '@/lib/lists/read-list';
import { whyNot } from '@/lib/next/why-not';
import { pageAddress } from '../address';
import type { EditorProps } from './props';

/** What the form of a type begins with: the stored body as fields, and the lists that its words are of. */
export async function begin(
  { ctx, at, artifact, asked }: EditorProps,
  type: ArtifactType,
  lists: readonly CustomList[] = [],
): Promise<EditorStart> {
  const body: unknown = artifact === null ? undefined : JSON.parse(artifact.body);
  const address = { ...at, artifact: artifact === null ? '' : at.artifact, type };
  const draft = asked['draft'] === 'continue' ? await readDraft(ctx, address) : null;
  const mayRead = (await whyNot(ctx, { operation: 'custom_list', type: 'read', projectId: null })) === null;
  const read = mayRead ? await Promise.all(lists.map((list) => readList(ctx, { list }))) : [];
  return {
    place: {
      project: at.project,
      model: at.model,
      version: at.version ?? '',
      type,
      // The name of a new one is typed.
      ...(artifact === null ? {} : { artifact: at.artifact }),
    },
    revision: draft?.revision ?? artifact?.headRevision ?? 0,
    draftAt: draft?.savedAt.toISOString() ?? null,
    tree: draft?.tree ?? formTree(formShape(type), body),
    unknown: unknownFields(formShape(type), body),
    lists: Object.fromEntries(
      read.map(({ name, entries }) => [
        name,
        entries.map((entry) => ({
          name: entry.name,
          description: entry.description,
          parent: entry.parent,
        })),
      ]),
    ),
    mayNotGrow: await whyNot(ctx, { operation: 'custom_list', type: 'create', projectId: null }),
  };
}

/** Where one goes from a form without saving: to the artifact, or to what would have held it. */
export function backFrom({ at, artifact }: Pick<EditorProps, 'at' | 'artifact'>): string {
  if (artifact !== null) return pageAddress(at, null);
  return at.version === null
    ? url.model(at.project, at.model)
    : url.version(at.project, at.model, at.version);
}
