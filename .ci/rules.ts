import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './processes';

const FOLDERS = ['app', 'components', 'lib', 'db', 'e2e', 'bench', 'server.ts', 'proxy.ts'] as const;
const CONFIG = path.resolve(import.meta.dirname, 'dependency-rules.cjs');
const CRUISER = path.resolve('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

export interface RulesReport {
  /** Modules of ours that were read. None means that nothing was checked, which is a failure. */
  readonly modules: number;
  /** `rule: from → to`, one for each import that breaks one. */
  readonly violations: readonly string[];
}

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { name: string };
    }[];
  };
}

/** Holds the imports below `root` against the dependency rules. */
export async function checkRules(root: string): Promise<RulesReport> {
  const folders = FOLDERS.filter((folder) => existsSync(path.join(root, folder)));
  if (folders.length === 0) return { modules: 0, violations: [] };
  const { output } = await run(
    process.execPath,
    [CRUISER, '--config', CONFIG, '--output-type', 'json', ...folders],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const cruise = JSON.parse(output) as Cruise;
  const ours = cruise.modules.filter(({ source }) => FOLDERS.some((folder) => source.startsWith(folder)));
  const violations = cruise.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  return { modules: ours.length, violations: [...new Set(violations)] };
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) {
  const { modules, violations } = await checkRules(process.cwd());
  for (const violation of violations) console.error(violation);
  process.stdout.write(`${modules} modules read, ${violations.length} imports against the rules\n`);
  process.exitCode = modules > 0 && violations.length === 0 ? 0 : 1;
}
