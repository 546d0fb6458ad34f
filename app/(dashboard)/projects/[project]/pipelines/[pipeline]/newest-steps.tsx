/** Steps that are shown before the rest is folded away. */
const FEW = 20;

/** Steps of a pipeline's newest run by name, in their order. */
export function NewestSteps({ steps }: { readonly steps: readonly string[] }) {
  return (
    <section aria-labelledby="steps" className="mt-5">
      <h2 id="steps" className="mb-1">
        Steps of the newest run
      </h2>
      <Names names={steps.slice(0, FEW)} start={1} />
      {steps.length > FEW && (
        <details className="opens-on-paper">
          <summary className="inline-block text-ink-3 hover:text-ink">{steps.length - FEW} more</summary>
          <Names names={steps.slice(FEW)} start={FEW + 1} />
        </details>
      )}
    </section>
  );
}

function Names({ names, start }: { readonly names: readonly string[]; readonly start: number }) {
  return (
    <ol start={start} className="flex flex-wrap gap-x-5">
      {names.map((name, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a run may have several steps of one name; their order is all.
        <li key={n} className="[overflow-wrap:anywhere]">
          <span className="mr-1.5 text-xs text-ink-3">{start + n}</span>
          <code>{name}</code>
        </li>
      ))}
    </ol>
  );
}
