'use client'; // hands what is typed to the cases of the form

import { use, useCallback, useMemo } from 'react';
import { url } from '@/lib/core/urls';
import { Fold } from '../../artifact/fold';
import { scenariosOf, textAt } from './case-rows';
import { entryOfNote } from './entry-note';
import { EntryContext, useCase } from './given';
import { JudgeFields } from './judge-fields';
import { MeasureFields } from './measure-fields';
import { ScenarioPicker } from './scenario-picker';
import { Part, Remarks, Typed } from './typed';

/** Every field of one test case. */
export function CaseFields() {
  const { row } = useCase();
  return (
    <>
      <Typed
        name="identifier"
        label="Identifier"
        isCode
        help={`Its evidence bears this name: evidence.${textAt(row, 'identifier') || 'accuracy'}.`}
      >
        <Remarks on="identifier" />
        <Renamed />
      </Typed>
      <Typed name="goal" label="Goal" isLong help="What the case is to show." />
      <Scenarios />
      <MeasureFields />
      <JudgeFields />
      <Typed name="note" label="Note" isLong>
        <EntryLink note={textAt(row, 'note')} />
      </Typed>
    </>
  );
}

/** What names the case, and what comes of another name. */
function Renamed() {
  const { row, stored } = useCase();
  if (stored === null || stored.uses.length === 0) return null;
  const uses = stored.uses.join(', ');
  if (textAt(row, 'identifier') === stored.id)
    return <p className="px-1.5 pt-0.5 text-xs text-ink-3 [overflow-wrap:anywhere]">Named by {uses}.</p>;
  return (
    <p role="status" className="px-1.5 pt-0.5 text-stale [overflow-wrap:anywhere]">
      {uses} {stored.uses.length === 1 ? 'keeps' : 'keep'} the name <code>{stored.id}</code> and will not
      belong to this case any more.
    </p>
  );
}

function Scenarios() {
  const { path, row, edit, complaints } = useCase();
  const list = row['qas_list'];
  const picked = useMemo(() => scenariosOf({ qas_list: list ?? [] }), [list]);
  const pick = useCallback((ids: readonly string[]) => edit('qas_list', ids), [edit]);
  if (list === undefined) return null;
  const id = `${path}.qas_list`;
  return (
    <Part
      id={id}
      label="Scenarios"
      help="What the case tests, of the model's cards."
      complaints={complaints('qas_list')}
    >
      <ScenarioPicker path={id} picked={picked} pick={pick} />
      <Remarks on="qas_list" />
    </Part>
  );
}

/** Where the catalog entry is that the note names. */
function EntryLink({ note }: { readonly note: string }) {
  const entry = entryOfNote(note);
  const shown = use(EntryContext);
  if (entry === null) return null;
  const isShown = shown?.catalog === entry.catalog && shown.identifier === entry.identifier;
  return (
    <div className="px-1.5 pt-0.5">
      <p className="text-xs text-ink-3">
        <a
          href={url.catalogEntry(entry.catalog, entry.identifier)}
          target="_blank"
          className="link"
          rel="noopener"
        >
          Code of {entry.identifier}
        </a>
        , in the catalog {entry.catalog}
      </p>
      {isShown && <Fold summary="Show it here">{shown.code}</Fold>}
    </div>
  );
}
