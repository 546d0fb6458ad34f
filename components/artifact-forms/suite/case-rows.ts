import { isNamed, isRows, MARK, NEW_ROW, type Tree, type TreeObject, treeAt } from '@/lib/forms/form-tree';
import type { CaseStart } from './new-cases';

const ROOT = 'case';

/** The row of the form's tree that a made case begins as: every field that the form knows, the rest empty. */
export function rowOf({ identifier, goal, scenarioIds, note }: CaseStart): TreeObject {
  return {
    [MARK]: NEW_ROW,
    identifier,
    goal,
    qas_list: [...scenarioIds],
    measurement: { measurement_class: '', output_class: '', additional_data: [] },
    validator: { success: '', failure: '', info: '' },
    note,
  };
}

export const BLANK: CaseStart = { identifier: '', goal: '', scenarioIds: [], note: '' };

const at = (row: TreeObject, path: string): Tree | undefined => treeAt(row, `${ROOT}.${path}`, ROOT);

/** A text of a case's row by its path below the row; '' where the row has none. */
export function textAt(row: TreeObject, path: string): string {
  const value = at(row, path);
  return typeof value === 'string' ? value : '';
}

/** Whether the form shows that part: what was stored as something else than it expects is left alone. */
export const hasPart = (row: TreeObject, path: string): boolean => at(row, path) !== undefined;

/** The texts of a list in a case's row. */
export function textsAt(row: TreeObject, path: string): readonly string[] {
  const value = at(row, path);
  return isRows(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** The rows of a list in a case's row. */
export function rowsAt(row: TreeObject, path: string): readonly TreeObject[] {
  const value = at(row, path);
  return isRows(value) ? value.filter(isNamed) : [];
}

/** The scenarios that a case names: blank ones are no names. */
export const scenariosOf = (row: TreeObject): readonly string[] =>
  textsAt(row, 'qas_list').filter((id) => id.trim() !== '');
