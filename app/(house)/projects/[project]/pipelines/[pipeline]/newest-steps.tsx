/** Steps that are shown before the rest is folded away. */
const FEW = 12;

/** Steps of a run by name, in their order. */
export function NewestSteps({ steps }: { readonly steps: readonly string[] }) {
  return (
    <>
      <Names names={steps.slice(0, FEW)} start={1} />
      {steps.length > FEW && (
        <details>
          <summary className="text-ink-3 hover:text-ink">{steps.length - FEW} more</summary>
          <Names names={steps.slice(FEW)} start={FEW + 1} />
        </details>
      )}
    </>
  );
}

function Names({ names, start }: { readonly names: readonly string[]; readonly start: number }) {
  return (
    <ol start={start}>
      {names.map((name, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a run may have several steps of one name; their order is all.
        <li key={n}>
          <code>{name}</code>
        </li>
      ))}
    </ol>
  );
}
