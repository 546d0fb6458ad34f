import type { SourceFile } from '@/lib/archives/source';
import type { YamlLimits } from '@/lib/stacks/configurations/yaml';
import { elsewhere } from './zen-elsewhere';
import { objectOf } from './zen-values';
import { readPythonYaml } from './zen-yaml';

/** One ZenML store in a source: its folder there (empty, or with a closing slash). */
export interface ZenRoot {
  readonly folder: string;
  /** `sql`: the file `zenml.db` there; `legacy`: before 0.7, all in `config.yaml`. */
  readonly kind: 'local' | 'legacy' | 'sql';
  /** Name of its profile: of its folder. */
  readonly profile: string | null;
}

const CONFIG: YamlLimits = { bytes: 1024 * 1024, tokens: 120_000 };
/** `home/.config/zenml/profiles/default/stacks.yaml`, and a folder more. */
const MOST_FOLDERS = 6;

/** Finds the stores among the files of a source: feed it every file, then ask. */
export class ZenFinder {
  private readonly local = new Set<string>();
  private readonly legacy = new Set<string>();
  private readonly sql = new Set<string>();
  /** What the first configuration that holds no store says of where one is; for when none is found. */
  place: string | null = null;

  async see(entry: SourceFile): Promise<void> {
    const segments = entry.path.split('/');
    const file = segments.pop() ?? '';
    if (segments.length > MOST_FOLDERS || segments[0] === '__MACOSX') return;
    const folder = segments.map((segment) => `${segment}/`).join('');
    if (file === 'stacks.yaml' || file === 'pipeline_runs.yaml') this.local.add(folder);
    else if (file === 'zenml.db') this.sql.add(folder);
    else if (file === 'config.yaml') {
      const whole = await readConfig(entry);
      if (whole === null) return;
      if ('stacks' in whole && 'stack_components' in whole) this.legacy.add(folder);
      else this.place ??= elsewhere(whole);
    }
  }

  /** In the order of their folders. */
  roots(): ZenRoot[] {
    const legacy = [...this.legacy].filter((folder) => !this.local.has(folder));
    const roots = [
      ...[...this.local].map((folder) => ({ folder, kind: 'local' as const })),
      ...legacy.map((folder) => ({ folder, kind: 'legacy' as const })),
      ...[...this.sql].map((folder) => ({ folder, kind: 'sql' as const })),
    ].sort((a, b) => (a.folder < b.folder ? -1 : 1));
    const names = roots.map(({ folder }) => folder.split('/').at(-2) ?? '');
    return roots.map((root, n) => {
      const name = names[n] ?? '';
      const isAlone = names.filter((each) => each === name).length === 1;
      const words = isAlone ? name : `${root.folder}${root.kind === 'sql' ? 'zenml.db' : ''}`;
      return { ...root, profile: roots.length === 1 ? null : words };
    });
  }
}

/** `config.yaml` lists profiles since 0.7; before that it held the stacks. Null where it is damaged, or no mapping. */
async function readConfig(entry: SourceFile): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const bytes = await entry.read();
    return objectOf(readPythonYaml(bytes.toString('utf8'), 'config.yaml', CONFIG).value);
  } catch {
    return null;
  }
}
