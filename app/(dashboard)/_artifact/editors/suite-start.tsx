import 'server-only';
import { rowOf, scenariosOf, textAt } from '@/components/artifact-forms/suite/case-rows';
import type { ShownEntry } from '@/components/artifact-forms/suite/given';
import { type CaseStart, caseForEntry, casesForScenarios } from '@/components/artifact-forms/suite/new-cases';
import { CodeBlock } from '@/components/code/code-block';
import type { CardScenario } from '@/lib/artifacts/traces/list-scenarios';
import { readCatalogEntry } from '@/lib/catalog/read-catalog-entry';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { isNamed, isRows, type Tree, treeAt, treeWith } from '@/lib/forms/form-tree';
import type { EditorProps } from './props';

const CASES = 'body.test_cases';

interface Begun {
  readonly tree: Tree;
  /** Numbers of the cases that begin open. */
  readonly open: readonly number[];
  /** The catalog entry that the address names, with its code. */
  readonly entry: ShownEntry | null;
  /** Why what the address asks for is not there. */
  readonly problem: string | null;
}

/**
 * What the address asks for beyond what is stored: `?catalog=…&entry=…` a case that uses a catalog entry, `?from=` one
 * for each scenario of a card that has none, `?cover=` one for a scenario or for `all` without, `?case=` a stored case
 * to begin with.
 */
export async function beginCases(
  { ctx, query }: EditorProps,
  tree: Tree,
  scenarios: readonly CardScenario[],
): Promise<Begun> {
  const list = treeAt(tree, CASES);
  const rows = (isRows(list) ? list : []).filter(isNamed);
  const ids = rows.map((row) => textAt(row, 'identifier'));
  const { catalog, entry: identifier, from, cover, case: shown } = query;
  const more = (starts: readonly CaseStart[], rest: Partial<Begun> = {}): Begun => ({
    tree: starts.length === 0 ? tree : treeWith(tree, CASES, [...rows, ...starts.map(rowOf)]),
    open: starts.length === 1 ? [rows.length] : [],
    entry: null,
    problem: null,
    ...rest,
  });
  if (catalog !== undefined && identifier !== undefined) {
    const found = await entryAt(ctx, catalog, identifier);
    if ('problem' in found) return more([], found);
    return more([caseForEntry(found.start, scenarios, ids)], { entry: found.entry });
  }
  if (from !== undefined || cover !== undefined) {
    const tested = new Set(rows.flatMap((row) => scenariosOf(row)));
    const wanted = scenarios.filter(({ card, id }) => {
      if (from !== undefined) return card === from && !tested.has(id);
      return cover === 'all' ? !tested.has(id) : id === cover;
    });
    return more(casesForScenarios(wanted, ids));
  }
  const at = shown === undefined ? -1 : ids.indexOf(shown);
  return more([], { open: at < 0 ? [] : [at] });
}

async function entryAt(ctx: Ctx, catalog: string, identifier: string) {
  try {
    const found = await readCatalogEntry(ctx, { catalog, identifier });
    const { code, qualityAttribute, description } = found;
    return {
      start: { catalog, identifier, quality: qualityAttribute, description: description ?? '' },
      entry: { catalog, identifier, code: <CodeBlock label={`Code of ${identifier}`} code={code} /> },
    };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { problem: `Nothing was taken from the catalog. ${error.message}` };
  }
}
