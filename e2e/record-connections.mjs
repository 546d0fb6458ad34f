// @ts-check
// Loaded into a server by NODE_OPTIONS: writes each connection that it opens, and each name that it looks up, into a file.
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const file = process.env['CONNECTIONS_FILE'] ?? '';
const connect = net.Socket.prototype.connect;

/** @this {net.Socket} @param {any[]} args */
net.Socket.prototype.connect = function (...args) {
  // Node's own callers hand over what was asked for in a list.
  const [asked] = Array.isArray(args[0]) ? args[0] : args;
  const target =
    typeof asked === 'object' ? `${asked.host ?? asked.path}:${asked.port ?? ''}` : String(asked);
  appendFileSync(file, `${target}\n`);
  return Reflect.apply(connect, this, args);
};
