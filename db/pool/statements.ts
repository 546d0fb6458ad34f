import type { QueryArrayResult, QueryConfig, QueryResult } from 'pg';
import { DatabaseAway } from '../database-away';
import { sqlState } from '../sql-state';

/** A statement as Drizzle hands it to the driver; `rowMode` where it maps the columns itself. */
export interface Statement extends QueryConfig {
  readonly rowMode?: string;
}
type Answer = QueryResult | QueryArrayResult | readonly QueryResult[];

/** Texts that get a named statement. Searches make new texts without end, and a name lives as long as its session. */
const MOST_NAMED = 400;

/** Names for statements, which the server then parses and plans once per connection. */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #most: number;

  /** `isNamed` false: none is named, for poolers between us and the server that do not know names. */
  constructor(isNamed = true) {
    this.#most = isNamed ? MOST_NAMED : 0;
  }

  /** The statement as the driver takes it. Without parameters it is sent as it is: migrations must not use the names up. */
  named(statement: Statement, values: unknown[]): QueryConfig {
    const { text } = statement;
    let name = this.#names.get(text);
    if (name === undefined && values.length > 0 && this.#names.size < this.#most) {
      name = `assay${this.#names.size}`;
      this.#names.set(text, name);
    }
    const config = { ...statement, values };
    return name === undefined ? config : { ...config, name };
  }
}

/**
 * What `execute` gives: the rows, which also say of themselves what the driver's result says, for Drizzle's `$count`
 * reads that. The driver's whole result where Drizzle maps the columns itself.
 */
export function answerOf(statement: Statement, answer: Answer): unknown {
  if (statement.rowMode === 'array') return answer;
  const rows: unknown[] = 'rows' in answer ? answer.rows : [];
  return Object.defineProperty(rows, 'rows', { value: rows });
}

/** Whether a statement outside a transaction cannot change a row, told by its words. A wrong no costs a little time. */
export const onlyReads = (query: string): boolean =>
  /^\s*(select|with)\b/i.test(query) && !/\b(insert|update|delete|merge|nextval|setval)\b/i.test(query);

/**
 * States by which a server says that it goes, is not there yet, has no room for us, or has become the standby of
 * another: the connection is of no use any more, and another may be.
 */
const GOING = /^(08...|25006|53300|57P0.)$/;

export const isGoing = (error: unknown): boolean => GOING.test(sqlState(error) ?? '');

/** What a failed statement failed by: {@link DatabaseAway} where its connection was lost or the server goes. */
export function failureOf(error: unknown, isLost: boolean, isUncertain = false): unknown {
  return isLost || isGoing(error) ? new DatabaseAway({ cause: error, isUncertain }) : error;
}
