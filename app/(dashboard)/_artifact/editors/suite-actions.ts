'use server';

import { saveFormAction } from '@/app/(dashboard)/_artifact/form-actions';
import { coverageOf } from '@/components/artifact/suite/coverage-of';
import { rowOf, scenariosOf, textAt } from '@/components/artifact-forms/suite/case-rows';
import { type CaseStart, caseForEntry, casesForScenarios } from '@/components/artifact-forms/suite/new-cases';
import { type CardScenario, listScenarios } from '@/lib/artifacts/traces/list-scenarios';
import { listCatalogEntries } from '@/lib/catalog/list-catalog-entries';
import { readCatalogEntry } from '@/lib/catalog/read-catalog-entry';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isNamed, isRows, type Tree, type TreeObject, treeAt, treeWith } from '@/lib/forms/form-tree';
import { type EditorSubmission, submitEditor } from '@/lib/next/editor';
import type { EditorAnswer, FormState, FoundEntries } from '@/lib/next/form-state';

const CASES = 'body.test_cases';

/** The buttons of a suite's form: its own, for who has no JavaScript, and those that every editor has. */
export async function saveSuiteAction(before: FormState, data: FormData): Promise<FormState> {
  if (!String(data.get('act')).startsWith('own:')) return saveFormAction(before, data);
  return submitEditor(before, data, async (ctx, sent) => ({ message: '', editor: await goOn(ctx, sent) }));
}

async function goOn(ctx: Ctx, sent: EditorSubmission): Promise<Partial<EditorAnswer>> {
  const { act, tree } = sent;
  const text = act.kind === 'own' ? act.text : '';
  const colon = text.indexOf(':');
  const [what, about] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  switch (what) {
    case 'open':
      return { focus: about === '' ? CASES : about };
    case 'find':
      return { found: await found(ctx, sent) };
    case 'cover': {
      const scenarios = await scenariosIn(ctx, sent);
      const ids = scenarios.map(({ id }) => id);
      const wanted = new Set(about === 'all' ? coverageOf(casesIn(tree), ids).open : [about]);
      return withCases(
        tree,
        casesForScenarios(
          scenarios.filter(({ id }) => wanted.has(id)),
          idsIn(tree),
        ),
      );
    }
    case 'use': {
      const { qualityAttribute, description, ...entry } = await readCatalogEntry(ctx, addressIn(about));
      const start = { ...entry, quality: qualityAttribute, description: description ?? '' };
      return withCases(tree, [caseForEntry(start, await scenariosIn(ctx, sent), idsIn(tree))]);
    }
    default:
      throw new DomainError('invalid', 'The button is none of this form.');
  }
}

const FOUND_MAX = 10;

async function found(ctx: Ctx, { fields }: EditorSubmission): Promise<FoundEntries> {
  const [search, tag, qualityAttribute] = [
    fields.optional('find.q'),
    fields.optional('find.tag'),
    fields.optional('find.quality'),
  ];
  const page = await listCatalogEntries(ctx, {
    limit: FOUND_MAX,
    ...(search === null ? {} : { search }),
    ...(tag === null ? {} : { tag }),
    ...(qualityAttribute === null ? {} : { qualityAttribute }),
  });
  return {
    of: page.next === null ? null : String(page.count),
    entries: page.items.map((entry) => ({
      catalog: entry.catalog,
      identifier: entry.identifier,
      quality: entry.qualityAttribute,
      tags: entry.tags,
      description: entry.description ?? '',
    })),
  };
}

function scenariosIn(ctx: Ctx, { fields }: EditorSubmission): Promise<CardScenario[]> {
  return listScenarios(ctx, { project: fields.text('project'), model: fields.text('model') });
}

/** `["sample","drift"]`, as the button names an entry: both names may hold anything. */
function addressIn(text: string): { catalog: string; identifier: string } {
  const named = /^\["(?:[^"\\]|\\.)*","(?:[^"\\]|\\.)*"\]$/s.test(text) ? (JSON.parse(text) as string[]) : [];
  return { catalog: named[0] ?? '', identifier: named[1] ?? '' };
}

function rowsIn(tree: Tree): readonly TreeObject[] {
  const rows = treeAt(tree, CASES);
  return isRows(rows) ? rows.filter(isNamed) : [];
}

const casesIn = (tree: Tree) =>
  rowsIn(tree).map((row) => ({ id: textAt(row, 'identifier'), scenarioIds: scenariosOf(row) }));
const idsIn = (tree: Tree): readonly string[] => rowsIn(tree).map((row) => textAt(row, 'identifier'));

/** The tree with these cases at its end, and the first of them as the place where one goes on. */
function withCases(tree: Tree, starts: readonly CaseStart[]): Pick<EditorAnswer, 'tree' | 'focus' | 'isNew'> {
  const rows = rowsIn(tree);
  const more = treeWith(tree, CASES, [...rows, ...starts.map(rowOf)]);
  const focus = starts.length === 1 ? `${CASES}.${rows.length}` : CASES;
  return { tree: more, focus, isNew: true };
}
