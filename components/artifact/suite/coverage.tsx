import { Fold } from '../fold';
import { type HrefOfScenario, QuietLink, ScenarioLinks } from '../links';
import type { TestCase } from '../read/suite';
import { caseAnchor, fragment } from '../scenario-anchor';
import { coverageOf, coverageSentence } from './coverage-of';

interface CoverageProps {
  readonly cases: readonly TestCase[];
  /** Ids of the scenarios of the cards that the suite answers. */
  readonly scenarioIds: readonly string[];
  /** Those of them that became another requirement since the suite was written: no case of it tests them. */
  readonly renewedIds?: readonly string[];
  readonly hrefOf: HrefOfScenario;
  /** Where the missing cases are added; null for who may not. */
  readonly coverHref?: string | null;
}

const INLINE_MAX = 30;

function Ids({ ids, hrefOf }: { readonly ids: readonly string[]; readonly hrefOf: HrefOfScenario }) {
  if (ids.length <= INLINE_MAX) return <ScenarioLinks ids={ids} hrefOf={hrefOf} className="contents" />;
  return (
    <Fold summary={`Show ${ids.length}`}>
      <ScenarioLinks ids={ids} hrefOf={hrefOf} />
    </Fold>
  );
}

/** Test cases by id, each leading to its row. */
function Cases({ ids }: { readonly ids: readonly string[] }) {
  const links = ids.map((id) => (
    <QuietLink key={id} href={id === '' ? null : fragment(caseAnchor(id))} className="py-0.5">
      <code>{id === '' ? 'no id' : id}</code>
    </QuietLink>
  ));
  if (ids.length <= INLINE_MAX) return links;
  return (
    <Fold summary={`Show ${ids.length}`}>
      <div className="flex flex-wrap gap-x-2">{links}</div>
    </Fold>
  );
}

/** How many requirements have a test case, which have none, which ids no card holds, and which cases test nothing. */
export function Coverage({ cases, scenarioIds, renewedIds = [], hrefOf, coverHref = null }: CoverageProps) {
  const { wanted, open, strange, idle, renewed } = coverageOf(cases, scenarioIds, renewedIds);
  if (wanted.length === 0 && strange.length === 0) return null;
  return (
    <div className="mb-4 flex flex-col gap-1">
      {wanted.length === 0 ? null : <p>{coverageSentence(wanted.length, open.length)}</p>}
      {open.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-x-2 text-ink-2">
          Without one: <Ids ids={open} hrefOf={hrefOf} />
          {coverHref !== null && (
            <a href={coverHref} className="link print:hidden">
              {open.length === 1 ? 'Add a case for it' : 'Add a case for each'}
            </a>
          )}
        </div>
      )}
      {renewed.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-x-2 text-stale">
          Another requirement since this suite was written: <Ids ids={renewed} hrefOf={hrefOf} /> Saving the
          suite again takes its cases for it.
        </div>
      )}
      {strange.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-x-2 text-stale">
          Named here, but on no card: <Ids ids={strange} hrefOf={() => null} />
        </div>
      )}
      {idle.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-x-2 text-ink-2">
          {idle.length === 1 ? 'Tests no requirement:' : 'Test no requirement:'} <Cases ids={idle} />
        </div>
      )}
    </div>
  );
}
