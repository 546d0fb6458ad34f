import { DomainError } from '@/lib/core/domain-error';

/** Fields that come back with a refusal, so that nobody types twice. Never passwords, never files. */
const SECRET = /password|secret|^again$/i;

/** What a form sent, read once: every value a string, absent ones empty. */
export class Fields {
  readonly #data: FormData;
  constructor(data: FormData) {
    this.#data = data;
  }

  /** The value as typed. A field that came twice is refused: two readers could believe different ones. */
  text(name: string): string {
    const all = this.#data.getAll(name);
    if (all.length > 1) throw new DomainError('invalid', `${name} was sent more than once.`);
    const [value] = all;
    // Forms send CR LF; what was typed had LF.
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  }

  /** The value without the spaces around it, or null when nothing is left. */
  optional(name: string): string | null {
    return this.text(name).trim() || null;
  }

  /** Names and values of all fields that are text, as they came: whoever reads them refuses what came twice. */
  texts(): [name: string, value: string][] {
    return [...this.#data].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
  }

  /** Values of the fields called `name.0`, `name.1` and so on, in the order in which they came: ticked boxes. */
  numbered(name: string): string[] {
    return [...this.#data].flatMap(([key, value]) =>
      typeof value === 'string' && key.startsWith(`${name}.`) && /^\d{1,6}$/.test(key.slice(name.length + 1))
        ? [value]
        : [],
    );
  }

  checked(name: string): boolean {
    return this.text(name) === 'on';
  }

  whole(name: string): number {
    const text = this.text(name);
    if (!/^\d{1,9}$/.test(text)) throw new DomainError('invalid', `${name} must be a whole number.`);
    return Number(text);
  }

  file(name: string): File | null {
    const value = this.#data.get(name);
    return value instanceof File && value.size > 0 ? value : null;
  }

  echo(): Record<string, string> {
    const values: Record<string, string> = {};
    for (const [name, value] of this.#data)
      if (typeof value === 'string' && !name.startsWith('$ACTION') && !SECRET.test(name))
        values[name] = value;
    return values;
  }
}
