import { Fold } from '../fold';
import { type HrefOfScenario, ScenarioLinks } from '../links';
import type { TestCase } from '../read/suite';

interface CoverageProps {
  readonly cases: readonly TestCase[];
  /** Ids of the scenarios of the card that the suite answers. */
  readonly scenarioIds: readonly string[];
  readonly hrefOf: HrefOfScenario;
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

/** How many requirements have a test case, which have none, and which ids of the suite no card holds. */
export function Coverage({ cases, scenarioIds, hrefOf }: CoverageProps) {
  const tested = new Set(cases.flatMap((testCase) => testCase.scenarioIds));
  const wanted = [...new Set(scenarioIds)];
  const open = wanted.filter((id) => !tested.has(id));
  const strange = [...tested].filter((id) => !wanted.includes(id));
  if (wanted.length === 0 && strange.length === 0) return null;
  return (
    <div className="mb-4 flex flex-col gap-1">
      {wanted.length === 0 ? null : (
        <p>
          {wanted.length - open.length} of {wanted.length} requirement{wanted.length === 1 ? '' : 's'}{' '}
          {wanted.length - open.length === 1 ? 'has' : 'have'} a test case.
        </p>
      )}
      {open.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-x-2 text-ink-2">
          Without one: <Ids ids={open} hrefOf={hrefOf} />
        </div>
      )}
      {strange.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-x-2 text-stale">
          Named here, but on no card: <Ids ids={strange} hrefOf={() => null} />
        </div>
      )}
    </div>
  );
}
