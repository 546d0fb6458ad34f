import type { Artifact, ArtifactType } from '@/lib/artifacts/artifact';
import { editArtifact } from '@/lib/artifacts/edit-artifact';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { type ArtifactAddress, resolveArtifact } from '@/lib/artifacts/resolve-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Issue, invalid, isDomainError } from '@/lib/core/domain-error';
import { blankRow, formTree, layOver, newBody } from '@/lib/forms/form-body';
import { type ObjectShape, type Shape, shapeAt } from '@/lib/forms/form-shape';
import { changeRows, isRows, MARK, type RowAct, type Tree } from '@/lib/forms/form-tree';
import { type Decision, resolveConflicts } from '@/lib/forms/resolve-conflicts';
import { exactValue } from '@/lib/json/exact-json';
import { type Collision, collision } from './collision';
import { FORM_SHAPES } from './form-shapes';
import { type NewListEntries, withNewEntries } from './new-list-entries';

export interface FormWrite extends ArtifactAddress {
  readonly type: ArtifactType;
  /** What the form holds, as `treeOf` reads it. */
  readonly tree: Tree;
  /** The revision that the tree stands on; 0: the artifact is yet to be made, in the version named. */
  readonly revision: number;
  /** Added where the actor may (custom_list:create). */
  readonly newEntries: NewListEntries;
  /** What was chosen where somebody else had changed the same. */
  readonly decisions: readonly Decision[];
}

export type Written = { readonly artifact: Artifact } | { readonly collision: Collision };

/** The shape of a type that has a form. `invalid` for others. */
export function formShape(type: ArtifactType): ObjectShape {
  const shape = FORM_SHAPES[type];
  if (shape === undefined)
    throw new DomainError('invalid', `There is no form for artifacts of type ${type}.`);
  return shape;
}

/** What a button that adds, removes or moves a row makes of the tree, and where a person goes on. */
export function changeByButton(
  type: ArtifactType,
  tree: Tree,
  act: RowAct,
): { readonly tree: Tree; readonly focus: string } {
  const list = shapeAt(formShape(type), act.path);
  if (list === undefined) throw new DomainError('invalid', 'The button is none of this form.');
  return changeRows(tree, act, blankRow(list));
}

/**
 * Writes what a form holds: the body of the revision that it stands on with the form's fields laid over, or a new
 * body. Whatever the form does not know stays. When there is a later revision, nothing is written: the answer holds
 * both merged field by field, and what both changed, to be chosen from. The other refusals of {@link editArtifact}
 * and {@link writeArtifact}; a word that cannot be added, and a choice that was not made, are complaints.
 */
export async function writeByForm(ctx: Ctx, input: FormWrite): Promise<Written> {
  const shape = formShape(input.type);
  const issues = strangers(shape, input.tree, 'body');
  if (issues.length > 0) throw invalid(issues);
  const { project, model, version, artifact, revision } = input;
  if (revision === 0) {
    const tree = await withNewEntries(ctx, shape, input.tree, input.newEntries);
    const header = JSON.stringify({ identifier: artifact, type: input.type });
    const artifactText = `{"header":${header},"body":${newBody(input.type, shape, tree)}}`;
    return { artifact: await writeArtifact(ctx, { project, model, version: version ?? '', artifactText }) };
  }
  const at = { project, model, version, artifact };
  await resolveArtifact(ctx, at, 'update');
  const base = await readArtifact(ctx, { ...at, revision });
  const baseTree = formTree(shape, exactValue(base.body));
  const tree = await withNewEntries(ctx, shape, settled(input, baseTree), input.newEntries);
  try {
    const bodyText = layOver(shape, tree, base.body);
    return { artifact: await editArtifact(ctx, { ...at, bodyText, expectedRevision: revision }) };
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'precondition') throw error;
    const head = await readArtifact(ctx, at);
    if (head.headRevision === revision) throw error;
    return { collision: collision(shape, baseTree, tree, head) };
  }
}

/** What was sent with what was chosen of it. `invalid` names every choice that is missing. */
function settled({ tree, decisions }: FormWrite, theirs: Tree): Tree {
  const missing = decisions.filter(({ choice }) => choice === null);
  if (missing.length > 0)
    throw invalid(
      missing.map(({ path }) => ({
        path: `choice.${path}`,
        message: 'Choose which of the two it shall be.',
      })),
    );
  return resolveConflicts(tree, theirs, decisions);
}

/** Complaints about names that the shape does not have. */
function strangers(shape: Shape, tree: Tree, path: string): Issue[] {
  if (typeof tree === 'string') return [];
  if (isRows(tree))
    return tree.flatMap((row, n) => strangers(shapeAt(shape, `body.${n}`) ?? shape, row, `${path}.${n}`));
  return Object.entries(tree).flatMap(([name, value]) => {
    if (name === MARK) return [];
    const below = shapeAt(shape, `body.${name}`);
    if (below === undefined) return [{ path: '', message: `'${path}.${name}' is no field of this form.` }];
    return strangers(below, value, `${path}.${name}`);
  });
}
