import { Fold } from './fold';
import { JsonTree } from './json/json-tree';
import type { UnknownField } from './read/reading';

/** Fields of a body that this release has no place for: kept in the store, and shown. */
export function UnknownFields({ fields }: { readonly fields: readonly UnknownField[] }) {
  if (fields.length === 0) return null;
  const count = `${fields.length} further field${fields.length === 1 ? '' : 's'}`;
  return (
    <div className="mt-7">
      <Fold summary={`${count} that Assay does not interpret`}>
        <JsonTree value={Object.fromEntries(fields.map(({ path, value }) => [path, value]))} openDepth={1} />
      </Fold>
    </div>
  );
}
