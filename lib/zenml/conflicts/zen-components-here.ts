import { type ComponentRow, findComponent, stacksWith } from '@/db/queries/components';
import type { Ctx } from '@/lib/core/ctx';
import type { ImportKind } from '@/lib/import-report/report';
import { canonicalJson } from '@/lib/json/same-json';
import { type ComponentType, storedConfiguration } from '@/lib/stacks/components/component';
import { type ConfigurationFields, maskedFields } from '@/lib/stacks/configurations/configuration';
import { MASK } from '@/lib/stacks/configurations/secrets';
import { isOfFirstStart } from '@/lib/stacks/create-first-stack';

/** An import on its way, as far as components are concerned: what a dry run of it would make. */
interface Planning {
  readonly ctx: Ctx;
  readonly planned: <T>(kind: ImportKind, ...key: readonly (string | null)[]) => T | null;
  readonly plannedStacksWith: (type: string, name: string) => string[];
}

/** What a component says but for its name and type. */
export interface ComponentContent {
  readonly flavor: string;
  readonly fields: ConfigurationFields;
}

/** A component that is here by now, or would be in a dry run. */
export interface ComponentHere extends ComponentContent {
  /** Null in a dry run that would make it. */
  readonly row: ComponentRow | null;
  /** What a first start made, untouched: it gives way. */
  readonly isOfFirstStart: boolean;
}

export async function componentHere(
  run: Planning,
  type: ComponentType,
  name: string,
): Promise<ComponentHere | null> {
  const planned = run.planned<ComponentContent>('stack_component', type, name);
  const row = await findComponent(run.ctx.db, type, name);
  if (planned !== null) return { ...planned, row, isOfFirstStart: false };
  if (row === null) return null;
  const { fields } = storedConfiguration(run.ctx, row);
  return { flavor: row.flavor, fields, row, isOfFirstStart: isOfFirstStart(row) };
}

/**
 * Settings in which two components differ, by name: neither their names nor their ids are settings. A field that was
 * left out and one that says nothing are the same; what is masked in an import stands for what is here.
 */
export function differingSettings(here: ComponentContent, there: ComponentContent): string[] {
  const shown = maskedFields(here.fields);
  const names = [...new Set([...Object.keys(here.fields), ...Object.keys(there.fields)])];
  return [
    ...(here.flavor === there.flavor ? [] : ['flavor']),
    ...names.filter((name) => {
      if (name === 'name' || name === 'uuid') return false;
      const incoming = canonicalJson(there.fields[name]);
      if (canonicalJson(here.fields[name]) === incoming) return false;
      return !(incoming?.includes(MASK) && canonicalJson(shown[name]) === incoming);
    }),
  ];
}

/** Names of the stacks that have the component, those counted in that a dry run would make. */
export async function stacksThatHave(
  run: Planning,
  { row }: ComponentHere,
  type: ComponentType,
  name: string,
): Promise<string[]> {
  const here = row === null ? [] : await stacksWith(run.ctx.db, row.id);
  return [...new Set([...here, ...run.plannedStacksWith(type, name)])].sort();
}
