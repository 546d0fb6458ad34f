import net from 'node:net';

/** What came back on a socket: the status of the first answer (0 when none), and everything as text. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends these bytes and reads until the server closes, `first` ms pass in silence, or `quiet` ms after a byte. */
export function talk(port: number, bytes: string | Buffer, quiet = 300, first = 10_000): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = '';
    const socket = net.connect(port, '127.0.0.1');
    const finish = () => {
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
    };
    let timer = setTimeout(finish, first);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      clearTimeout(timer);
      timer = setTimeout(finish, quiet);
    });
    socket.once('close', () => {
      clearTimeout(timer);
      finish();
    });
    socket.once('error', finish);
    socket.write(bytes);
  });
}

/** A request head (and body) for {@link talk}, with `Host` and `Connection: close` unless told otherwise. */
export function rawRequest(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): string {
  const given = {
    Host: 'localhost',
    Connection: 'close',
    ...(body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
    ...headers,
  };
  const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${target} HTTP/1.1`, ...lines, '', body].join('\r\n');
}
