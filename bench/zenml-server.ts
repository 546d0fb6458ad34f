import path from 'node:path';
import { clientOf, environment, type ZenmlRelease } from '@/e2e/clients/zenml';
import { startUpstream, type Upstream } from './upstream';

const RELEASE: ZenmlRelease = '0.8.1';

/** ZenML's own server as its command line runs it, on a store in files. */
export const zenmlServer = (): Promise<Upstream | string> =>
  startUpstream(`the server of ZenML ${RELEASE}`, '/health', async (home, port) => {
    const client = await clientOf(RELEASE, home);
    if ('reason' in client) return client;
    return {
      command: client.python,
      args: [path.join(import.meta.dirname, 'zenml_server.py'), String(port)],
      env: environment(home, client.packages),
    };
  });
