// What the read comparison is held against: node:http and the driver, one query, no limits, no rights, no log.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });

const server = createServer(async (request, response) => {
  const [, , , model = '', , version = '', , identifier = ''] = (request.url ?? '').split('/');
  const { rows } = await pool.query(
    `
    select a.identifier, a.type, a.level, r.body, r.stamped_at, r.creator_name
    from artifacts a
    join models m on m.project_id = a.project_id and m.id = a.model_id and m.name = $1
    join versions v on v.project_id = a.project_id and v.id = a.version_id and v.name = $2
    join artifact_revisions r on r.project_id = a.project_id and r.artifact_id = a.id and r.revision = a.head_revision
    where a.identifier = $3 and a.deleted_at is null`,
    [model, version, identifier],
  );
  const [row] = rows;
  if (row === undefined) {
    response.writeHead(404).end();
    return;
  }
  const { identifier: id, type, level, body, stamped_at: at, creator_name: creator } = row;
  const timestamp = Math.floor(new Date(at).getTime() / 1000);
  const header = JSON.stringify({ identifier: id, type, timestamp, creator, level });
  const text = `{"header":${header},"body":${body}}`;
  response
    .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })
    .end(text);
});

server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
