import { can } from '@/lib/access/authorize';
import { exactValue } from '@/lib/json/exact-json';
import 'server-only';
import { pageAddress } from '@/app/(dashboard)/_artifact/address';
import type { EditorStart } from '@/components/editor/editor-form';
import type { ArtifactType } from '@/lib/artifacts/artifact';
import { readDraft } from '@/lib/artifacts/forms/read-draft';
import { formShape } from '@/lib/artifacts/forms/write-by-form';
import { url } from '@/lib/core/urls';
import { formTree, unknownFields } from '@/lib/forms/form-body';
import type { CustomList } from '@/lib/lists/list';
import { readList } from '@/lib/lists/read-list';
import { whyNot } from '@/lib/next/why-not';
import type { EditorProps } from './props';

/** What the form of a type begins with: the stored body as fields, and the lists that its words are of. */
export async function begin(
  { ctx, at, artifact, query }: EditorProps,
  type: ArtifactType,
  lists: readonly CustomList[] = [],
): Promise<EditorStart> {
  const body: unknown = artifact === null ? undefined : exactValue(artifact.body);
  const address = { ...at, artifact: artifact === null ? '' : at.artifact, type };
  const draft = query['draft'] === 'continue' ? await readDraft(ctx, address) : null;
  const mayRead = await can(ctx, { operation: 'custom_list', type: 'read', projectId: null });
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
    mayNotGrow:
      (await whyNot(ctx, { operation: 'custom_list', type: 'create', projectId: null }))?.message ?? null,
  };
}

/** Where one goes from a form without saving: to the artifact, or to what would have held it. */
export function backFrom({ at, artifact }: Pick<EditorProps, 'at' | 'artifact'>): string {
  if (artifact !== null) return pageAddress(at, null);
  return at.version === null
    ? url.model(at.project, at.model)
    : url.version(at.project, at.model, at.version);
}
