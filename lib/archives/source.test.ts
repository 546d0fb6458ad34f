import { randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import tar from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { openSource } from '@/lib/transfer/open-source';
import { pathProblem, shown, trimPath } from './entry-path';
import { LIMITS, type Limits } from './limits';
import { type FixtureMember, writeFolder, writeTar, writeZip } from './testing/archives';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-source-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Contents = Record<string, string>;

/** Every entry by its path: the text of files, `folder`, or why it was refused. */
async function tell(file: string, limits: Limits = LIMITS): Promise<Contents> {
  const reported: Contents = {};
  const source = await openSource(file, limits);
  for await (const entry of source.entries()) {
    if (entry.kind === 'folder') reported[entry.path] = 'folder';
    else if (entry.kind === 'refused') reported[entry.path] = `refused: ${entry.why}`;
    else
      reported[entry.path] = await entry
        .read()
        .then(String)
        .catch((error: Error) => `broken: ${error.message}`);
  }
  return reported;
}

const fresh = (ending: string): string => path.join(folder, `${randomUUID()}.${ending}`);

const makeTar = (members: readonly FixtureMember[], gzipped = false): Promise<string> =>
  writeTar(fresh(gzipped ? 'tgz' : 'tar'), members, gzipped);
const makeZip = (members: readonly FixtureMember[]): Promise<string> => writeZip(fresh('zip'), members);

/** Replaces a text of the archive by another one of the same length: what a well-behaved packer would not write. */
async function forge(file: string, from: string | Buffer, to: string | Buffer): Promise<string> {
  const bytes = await readFile(file);
  const [old, fake] = [Buffer.from(from), Buffer.from(to)];
  expect(fake.length).toBe(old.length);
  for (let at = bytes.indexOf(old); at >= 0; at = bytes.indexOf(old, at + 1)) fake.copy(bytes, at);
  await writeFile(file, bytes);
  return file;
}

const MEMBERS: FixtureMember[] = [
  { name: 'store/models/m/v', type: 'directory' },
  { name: 'store/models/m/card.default.json', body: '{"β":1}' },
];
const TOLD = { 'store/models/m/v': 'folder', 'store/models/m/card.default.json': '{"β":1}' };

describe('every kind of source', () => {
  it('tells the same of a folder, a zip, a tar and a gzipped tar', async () => {
    const root = await writeFolder(path.join(folder, 'plain'), MEMBERS);
    const parents = { store: 'folder', 'store/models': 'folder', 'store/models/m': 'folder' };
    expect(await tell(root)).toEqual({ ...parents, ...TOLD });
    expect(await tell(await makeZip(MEMBERS))).toEqual(TOLD);
    expect(await tell(await makeTar(MEMBERS))).toEqual(TOLD);
    expect(await tell(await makeTar(MEMBERS, true))).toEqual(TOLD);
  });

  it('goes on after files that nobody read', async () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ name: `${n}`, body: randomBytes(100_000) }));
    for (const file of [await makeTar(many), await makeTar(many, true), await makeZip(many)]) {
      const paths: string[] = [];
      for await (const entry of (await openSource(file)).entries()) paths.push(entry.path);
      expect(paths).toHaveLength(30);
    }
  });

  it('stops in the middle without leaving a file open or hanging', async () => {
    for (const file of [await makeTar(MEMBERS), await makeTar(MEMBERS, true), await makeZip(MEMBERS)])
      for await (const entry of (await openSource(file)).entries()) {
        expect(entry.path).toBe('store/models/m/v');
        break;
      }
  });

  it('refuses what is neither folder, zip nor tar, and what is not there', async () => {
    const text = fresh('zip');
    await writeFile(text, 'hello');
    await expect(openSource(text)).rejects.toMatchObject({ code: 'invalid' });
    await expect(openSource(path.join(folder, 'absent'))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says of a cut archive that it cannot be read', async () => {
    const body = Array.from({ length: 60_000 }, (_, n) => `${n * 7919}`).join('');
    for (const file of [await makeTar([{ name: 'a', body }]), await makeTar([{ name: 'a', body }], true)]) {
      await writeFile(file, (await readFile(file)).subarray(0, 20_000));
      await expect(
        (async () => {
          for await (const entry of (await openSource(file)).entries()) expect(entry.path).toBe('a');
        })(),
      ).rejects.toMatchObject({ code: 'invalid' });
    }
    const zip = await makeZip([{ name: 'a', body }]);
    await writeFile(zip, (await readFile(zip)).subarray(0, 20_000));
    await expect(tell(zip)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('unsafe entries', () => {
  const unsafe: [label: string, name: string, why: string][] = [
    ['a path that climbs', '../up.json', "refused: its path climbs with '..'"],
    ['a path that climbs from within', 'a/../../up.json', "refused: its path climbs with '..'"],
    ['an absolute path', '/etc/passwd', 'refused: its path is absolute'],
    ['a backslash', 'a\\..\\up.json', 'refused: its path holds a backslash'],
    ['a drive letter', 'C:/windows/x', 'refused: its path begins with a drive letter'],
    ['an empty segment', 'a//b.json', 'refused: its path has an empty segment'],
    ['a dot segment', 'a/./b.json', 'refused: its path has an empty segment'],
    ['a control character', 'a\u{7}b.json', 'refused: its path holds a control character'],
    ['a deep path', `${'a/'.repeat(12)}b.json`, 'refused: its path has more than 12 segments'],
    ['a long path', `${'a'.repeat(1100)}.json`, 'refused: its path is longer than 1024 bytes'],
  ];

  it.each(unsafe)('refuses %s in a tar and goes on', async (_label, name, why) => {
    const file = await makeTar([{ name }, { name: 'good.json', body: '1' }]);
    expect(await tell(file)).toEqual({ [shown(name)]: why, 'good.json': '1' });
  });

  it.each(unsafe)('refuses %s in a zip and goes on', async (_label, name, why) => {
    const stand = 'q'.repeat(Buffer.byteLength(name));
    const file = await forge(await makeZip([{ name: stand }, { name: 'good.json', body: '1' }]), stand, name);
    expect(await tell(file)).toEqual({ [shown(name)]: why, 'good.json': '1' });
  });

  it('reads UTF-8 names of a zip that does not say that they are', async () => {
    const file = await makeZip([{ name: 'é.json', body: '1' }]);
    const bytes = await readFile(file);
    for (const [signature, offset] of [
      ['PK\u0003\u0004', 6],
      ['PK\u0001\u0002', 8],
    ] as const) {
      const at = bytes.indexOf(signature) + offset;
      bytes.writeUInt16LE(bytes.readUInt16LE(at) & ~0x800, at);
    }
    await writeFile(file, bytes);
    expect(await tell(file)).toEqual({ 'é.json': '1' });
  });

  it('refuses a NUL in the name', async () => {
    const file = await forge(await makeZip([{ name: 'aqqqb.json' }]), 'aqqqb.json', 'aqq\0b.json');
    expect(await tell(file)).toEqual({ 'aqq\\u{0}b.json': 'refused: its path holds a NUL character' });
  });

  it('refuses links and devices of a tar', async () => {
    const file = await makeTar([
      { name: 's', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'h', type: 'link', linkname: 's' },
      { name: 'd', type: 'character-device' },
      { name: 'f', type: 'fifo' },
    ]);
    expect(await tell(file)).toEqual({
      s: 'refused: it is a symbolic link',
      h: 'refused: it is a hard link',
      d: 'refused: it is not a regular file',
      f: 'refused: it is not a regular file',
    });
  });

  it('refuses symbolic links of a zip and of a folder', async () => {
    const zip = await makeZip([{ name: 's', body: '/etc/passwd', mode: 0o120777 }]);
    expect(await tell(zip)).toEqual({ s: 'refused: it is a symbolic link' });
    const root = path.join(folder, 'linked');
    await mkdir(root);
    await symlink('/etc', path.join(root, 's'));
    expect(await tell(root)).toEqual({ s: 'refused: it is a symbolic link' });
  });

  it('takes the first of two files with one path', async () => {
    const twice = [
      { name: 'a.json', body: '1' },
      { name: './a.json', body: '2' },
    ];
    const messages: string[] = [];
    for await (const entry of (await openSource(await makeTar(twice))).entries())
      messages.push(entry.kind === 'refused' ? entry.why : entry.kind);
    expect(messages).toEqual(['file', 'an earlier file has the same path']);
  });

  it('says of a file with a wrong checksum that it is broken', async () => {
    const file = await makeZip([{ name: 'a', body: 'stored' }]);
    const stored = await makeZip([]);
    const zip = new yazl.ZipFile();
    zip.addBuffer(Buffer.from('stored'), 'a', { compress: false });
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(stored));
    expect(await tell(file)).toEqual({ a: 'stored' });
    expect(await tell(await forge(stored, 'stored', 'forged'))).toEqual({
      a: 'broken: Its checksum is wrong.',
    });
  });
});

describe('limits', () => {
  const small: Limits = { ...LIMITS, entries: 5, entryBytes: 1000, totalBytes: 20_000 };

  it('refuses an archive of too many entries', async () => {
    const many = Array.from({ length: 6 }, (_, n) => ({ name: `${n}` }));
    await expect(tell(await makeTar(many), small)).rejects.toMatchObject({ code: 'too_large' });
    await expect(tell(await makeZip(many), small)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('refuses a zip file by the number at its end, before it reads an entry', async () => {
    const many = Array.from({ length: 6 }, (_, n) => ({ name: `${n}` }));
    const unreadable = await forge(await makeZip(many), 'PK\x01\x02', 'PK\x7f\x7f');
    await expect(tell(unreadable, small)).rejects.toMatchObject({ code: 'too_large' });
    const named = await makeZip([...many, { name: 'store_export.json', body: '{}' }]);
    await expect(tell(named, small)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('reads a tar file no further than to one entry too many', async () => {
    const many = Array.from({ length: 2_000 }, (_, n) => ({ name: `${n}` }));
    for (const gzipped of [false, true]) {
      const whole = await readFile(await makeTar(many, gzipped));
      const cut = fresh('tar');
      await writeFile(cut, whole.subarray(0, whole.length / 2));
      await expect(tell(cut, small), 'its end is missed only by who reads it').rejects.toMatchObject({
        code: 'too_large',
      });
    }
  });

  it('refuses one file that is too large, and all of them when their sum is', async () => {
    const one = [{ name: 'big', body: 'x'.repeat(1001) }, { name: 'small' }];
    for (const file of [await makeTar(one), await makeZip(one)])
      expect(await tell(file, small)).toEqual({
        big: 'refused: it has 1001 bytes, more than 1000 bytes',
        small: '',
      });
    const sum = [0, 1, 2].map((n) => ({ name: `${n}`, body: 'x'.repeat(900) }));
    const tight = { ...small, totalBytes: 2000 };
    for (const file of [await makeTar(sum), await makeZip(sum), await makeTar(sum, true)])
      await expect(tell(file, tight)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('refuses a zip file that declares less than it unpacks to', async () => {
    const file = await makeZip([{ name: 'a', body: 'x'.repeat(4000) }]);
    const [real, fake] = [Buffer.alloc(4), Buffer.alloc(4)];
    real.writeUInt32LE(4000);
    fake.writeUInt32LE(500);
    expect((await tell(await forge(file, real, fake)))['a']).toMatch(/^broken: /);
  });

  it('refuses a tar file whose header declares an enormous size', async () => {
    const pack = tar.pack();
    pack.entry({ name: 'huge', size: 2 ** 42 });
    const [header] = await (async () => {
      for await (const chunk of pack as AsyncIterable<Buffer>) return [chunk];
      return [];
    })();
    const file = fresh('tar');
    await writeFile(file, Buffer.concat([header ?? Buffer.alloc(0), Buffer.alloc(4096)]));
    await expect(tell(file)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('refuses bombs: one entry, the whole zip file, a gzipped tar', async () => {
    const zeros = Buffer.alloc(3 * 1024 * 1024);
    expect(
      await tell(
        await makeZip([
          { name: 'bomb', body: zeros },
          { name: 'stuff', body: 'x' },
        ]),
      ),
    ).toEqual({
      bomb: 'refused: it unpacks to more than 200 times its packed size',
      stuff: 'x',
    });
    const parts = [0, 1, 2].map((n) => ({ name: `${n}`, body: zeros.subarray(0, 1024 * 1024) }));
    await expect(tell(await makeZip(parts))).rejects.toMatchObject({ code: 'too_large' });
    await expect(tell(await makeTar(parts, true))).rejects.toMatchObject({ code: 'too_large' });
  });
});

describe('paths', () => {
  it('lets none through that a file system could understand as leading elsewhere', () => {
    const part = fc.constantFrom('a', '..', '.', '', 'C:', '\\', '\0', 'models', '…', '~');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const name = trimPath(parts.join('/'));
        if (name === '' || pathProblem(name, LIMITS) !== null) return;
        const resolved = path.posix.resolve('/root', name);
        expect(resolved).toBe(`/root/${name}`);
        expect(path.win32.resolve('C:\\root', name).startsWith('C:\\root\\')).toBe(true);
      }),
    );
  });

  it('shows nothing invisible', () => {
    expect(shown('a\u{202E}b\u{1b}[2J')).toBe('a\\u{202e}b\\u{1b}[2J');
  });
});
