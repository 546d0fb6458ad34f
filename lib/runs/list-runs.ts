import type { Ctx } from '@/lib/core/ctx';
import type { Page, Position } from '@/lib/core/cursor';
import { DomainError } from '@/lib/core/domain-error';
import type { ListedRun } from './listed-run';
import type { RunStatus } from './run';

/** Which runs of a project; what is absent chooses nothing. */
export interface ListRuns {
  readonly project: string;
  readonly pipeline?: string;
  /** The stack's name as it was stamped. */
  readonly stack?: string;
  /** Who registered them, by the name they had then. */
  readonly user?: string;
  /** At least four hex digits that the commit begins with. */
  readonly commit?: string;
  readonly status?: RunStatus;
  /** Started then or later. */
  readonly since?: Date;
  /** Started before this instant. */
  readonly until?: Date;
  /** Part of the name, in any case. */
  readonly search?: string;
  readonly after?: Position;
  readonly limit?: number;
}

/** One page of the readable runs of a project, newest start first. */
export async function listRuns(ctx: Ctx, input: ListRuns): Promise<Page<ListedRun>> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}
