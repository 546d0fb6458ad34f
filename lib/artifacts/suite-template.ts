import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';
import { plainValue } from '@/lib/json/exact-json';
import type { CardBody } from './body';
import { templateText } from './python-text';
import { readArtifact } from './read-artifact';
import type { ArtifactAddress } from './resolve-artifact';

/** Python source of a test suite with one empty test case per scenario of a card. `invalid` for another type. */
export async function suiteTemplate(ctx: Ctx, input: ArtifactAddress): Promise<string> {
  const artifact = await readArtifact(ctx, input);
  if (artifact.type !== 'card') {
    const message = `Artifact ${artifact.identifier} is of type ${artifact.type}; only a card gives a suite template.`;
    throw invalid([{ path: 'artifact', message, value: artifact.identifier }]);
  }
  const body = plainValue(artifact.body) as CardBody;
  return templateText((body.system_requirements ?? []).map((scenario) => scenario.identifier ?? ''));
}
