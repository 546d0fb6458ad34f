import type { Artifact } from '@/lib/artifacts/artifact';
import { formTree } from '@/lib/forms/form-body';
import type { ObjectShape } from '@/lib/forms/form-shape';
import type { Tree } from '@/lib/forms/form-tree';
import { treeAt } from '@/lib/forms/form-tree';
import { type MergeConflict, merge } from '@/lib/forms/merge';
import { counterpart, resolveConflicts, treeText } from '@/lib/forms/resolve-conflicts';
import { exactValue } from '@/lib/json/exact-json';

/** Somebody was faster: what both made of it, and what has to be chosen. Nothing was written. */
export interface Collision {
  /** The revision that the tree stands on from now on, by whom and when it was written. */
  readonly revision: number;
  readonly by: string;
  readonly at: Date;
  readonly tree: Tree;
  readonly conflicts: readonly DescribedConflict[];
}

/** A conflict as people read it. */
export interface DescribedConflict extends Pick<MergeConflict, 'path' | 'kind'> {
  /** Null where that side has nothing. */
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** Mine, which stands on `base`, merged with the head that somebody else wrote since. */
export function collision(shape: ObjectShape, base: Tree, mine: Tree, head: Artifact): Collision {
  const theirs = formTree(shape, exactValue(head.body));
  const { tree, conflicts } = merge(shape, base, mine, theirs);
  return {
    revision: head.headRevision,
    by: head.revision.creator ?? head.revision.writtenBy,
    at: head.revision.stampedAt,
    tree,
    conflicts: tellConflicts(tree, theirs, conflicts),
  };
}

function tellConflicts(
  tree: Tree,
  theirs: Tree,
  conflicts: readonly Pick<MergeConflict, 'path' | 'kind'>[],
): DescribedConflict[] {
  return conflicts.map(({ path, kind }) => ({
    path,
    kind,
    mine: kind === 'gone here' ? null : treeText(treeAt(tree, path)),
    theirs:
      kind === 'gone there'
        ? null
        : treeText(
            kind === 'order'
              ? treeAt(resolveConflicts(tree, theirs, [{ path, kind, choice: 'theirs' }]), path)
              : counterpart(tree, theirs, path),
          ),
  }));
}
