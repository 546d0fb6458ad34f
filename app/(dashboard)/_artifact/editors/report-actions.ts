'use server';

import { refresh } from 'next/cache';
import { composeReport } from '@/lib/artifacts/reports/compose-report';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { changeRows, isNamed, isRows, MARK, NEW_ROW, type Tree, treeAt } from '@/lib/forms/form-tree';
import { submitEditor } from '@/lib/next/editor';
import type { FormFields } from '@/lib/next/fields';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';

/** What any button of the composer does: composes the report, or changes rows for who has no JavaScript. */
export async function composeReportAction(before: FormState, data: FormData): Promise<FormState> {
  return submitEditor(before, data, async (ctx, { act, fields, tree }) => {
    if (act.kind === 'add' || act.kind === 'remove' || act.kind === 'up' || act.kind === 'down')
      return { message: '', editor: changeRows(tree, act, { [MARK]: NEW_ROW, content: '' }) };
    if (act.kind !== 'save') return { message: '', editor: {} };
    const [project, model, version] = [fields.text('project'), fields.text('model'), fields.text('version')];
    const { report } = await composeReport(ctx, {
      ...{ project, model, version },
      ...chosen(fields),
      name: textOf(treeAt(tree, 'body.name')),
      comments: commentsIn(treeAt(tree, 'body.comments')),
    }).catch((error) => {
      // The page then shows what would be copied now.
      if (isDomainError(error) && error.code === 'precondition') refresh();
      throw error;
    });
    return go(url.artifact(project, model, version, report.identifier));
  });
}

function chosen(fields: FormFields) {
  return {
    card: fields.text('card'),
    suite: fields.text('suite'),
    results: fields.text('results'),
    expected: {
      card: fields.whole('cardRevision'),
      suite: fields.whole('suiteRevision'),
      results: fields.whole('resultsRevision'),
    },
  };
}

const textOf = (tree: Tree | undefined): string => (typeof tree === 'string' ? tree : '');

function commentsIn(rows: Tree | undefined): string[] {
  return (isRows(rows) ? rows : []).map((row) => (isNamed(row) ? textOf(row['content']) : ''));
}
