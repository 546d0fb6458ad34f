import net, { type AddressInfo } from 'node:net';

/** A way to a PostgreSQL server that can be closed. */
export interface CutOff {
  /** `DATABASE_URL` by this way. */
  readonly url: string;
  /** Cuts what is open and refuses what comes. */
  readonly refuse: () => Promise<void>;
  /** Takes connections and says nothing on any, the open ones included. */
  readonly silence: () => void;
  /** As it was. */
  readonly restore: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Listens on a free port and hands everything on to the server of `databaseUrl`, until told otherwise. */
export async function cutOff(databaseUrl: string): Promise<CutOff> {
  const target = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  let isSilent = false;
  const server = net.createServer((near) => {
    sockets.add(near);
    near.on('error', () => {}).once('close', () => sockets.delete(near));
    if (isSilent) return;
    const far = net.connect(Number(target.port || 5432), target.hostname);
    sockets.add(far);
    far.on('error', () => near.destroy()).once('close', () => sockets.delete(far));
    near.pipe(far).pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const refuse = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    cut();
    await closed;
  };
  const own = new URL(databaseUrl);
  own.hostname = '127.0.0.1';
  own.port = String(port);
  return {
    url: own.toString(),
    refuse,
    silence: () => {
      isSilent = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    restore: async () => {
      isSilent = false;
      cut();
      if (!server.listening) await listen(port);
    },
    close: refuse,
  };
}
