import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Issue, invalid, isDomainError } from '@/lib/core/domain-error';
import { changeRows, isRows, MARK, type RowAct, type Tree, treeWith } from '@/lib/core/form-tree';
import { createEntry } from '@/lib/lists/create-entry';
import type { Artifact, ArtifactType } from './artifact';
import { editArtifact } from './edit-artifact';
import { blankRow, layOver, newBody } from './form-body';
import { type ObjectShape, type Shape, shapeAt } from './form-shape';
import { FORM_SHAPES } from './form-shapes';
import { readArtifact } from './read-artifact';
import { type ArtifactAddress, resolveArtifact } from './resolve-artifact';
import { writeArtifact } from './write-artifact';

export interface FormWrite extends ArtifactAddress {
  readonly type: ArtifactType;
  /** What the form holds, as `treeOf` reads it. */
  readonly tree: Tree;
  /** The revision that the tree stands on; 0: the artifact is yet to be made, in the version named. */
  readonly revision: number;
  /** New words for lists by the path of the field that they are for: added where the actor may (custom_list:create). */
  readonly words: ReadonlyMap<string, { readonly name: string; readonly parent: string | null }>;
}

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
 * body. Whatever the form does not know stays. The refusals of {@link editArtifact} and {@link writeArtifact}; a
 * word that cannot be added is a complaint beside its field.
 */
export async function writeByForm(ctx: Ctx, input: FormWrite): Promise<Artifact> {
  const shape = formShape(input.type);
  const issues = strangers(shape, input.tree, 'body');
  if (issues.length > 0) throw invalid(issues);
  const { project, model, version, artifact, revision } = input;
  if (revision === 0) {
    const tree = await withWords(ctx, shape, input);
    const header = JSON.stringify({ identifier: artifact, type: input.type });
    const artifactText = `{"header":${header},"body":${newBody(input.type, shape, tree)}}`;
    return writeArtifact(ctx, { project, model, version: version ?? '', artifactText });
  }
  await resolveArtifact(ctx, input, 'update');
  const base = await readArtifact(ctx, { project, model, version, artifact, revision });
  const bodyText = layOver(shape, await withWords(ctx, shape, input), base.body);
  return editArtifact(ctx, { project, model, version, artifact, bodyText, expectedRevision: revision });
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

/** The tree with the new words in their fields, once they are entries of their lists. */
async function withWords(ctx: Ctx, shape: ObjectShape, { tree, words }: FormWrite): Promise<Tree> {
  const issues: Issue[] = [];
  let grown = tree;
  for (const [path, { name, parent }] of words) {
    const leaf = shapeAt(shape, path);
    if (leaf === undefined || !('list' in leaf) || leaf.list === undefined) continue;
    try {
      await createEntry(ctx, { list: leaf.list, name, description: '', parent });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      // Somebody added it meanwhile, or it was there all along: it can be used.
      if (error.code !== 'conflict') issues.push({ path, message: error.message, value: name });
    }
    grown = treeWith(grown, path, name);
  }
  if (issues.length > 0) throw invalid(issues);
  return grown;
}
