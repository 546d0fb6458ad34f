import type { Executor } from '@/db/client';
import { spellings } from '@/db/queries/spellings';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';

/** Kinds of which two never differ only in case or width, while a store that is imported may have both. */
type FoldedKind = 'user' | 'team' | 'role' | 'project';

/** Who comes first in an import takes a folded name, in a dry run as in the real one. */
export class FoldedNames {
  private readonly claimed = new Map<string, string>();

  /** For a name that is not here as it is written: `conflict` when another spelling of it is here or came before. */
  async claim(executor: Executor, kind: FoldedKind, name: string): Promise<void> {
    const key = nameKey(name);
    const place = `${kind} ${key}`;
    const there =
      this.claimed.get(place) ?? (await spellings(executor, { kind }, { name, key }, 1))[0]?.name ?? name;
    if (there !== name)
      throw new DomainError(
        'conflict',
        `A ${kind} called ${there} is here, and two ${kind}s never differ only in case or width.`,
      );
    this.claimed.set(place, name);
  }
}
