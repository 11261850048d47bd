import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../commands/cli/usage-error';
import { documentsIn, limited, readSource } from '../../../commands/import/read-source';

const fixtures = join(__dirname, '..', '..', 'fixtures', 'crds');
const stdin = async () => 'a: 1';
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/v2.3.4/crd.yaml' }).end();
    else if (request.url === '/gone') response.writeHead(404).end('not here');
    else response.end(`path: ${request.url}`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('readSource', () => {
  it.each([
    ['cloudnative-pg-1.0.0', 'cloudnative-pg-1.0.0', '1.0.0', ['backups.yml', 'cnpg.yaml']],
    ['cloudnative-pg-1.0.0/', 'cloudnative-pg-1.0.0', '1.0.0', ['backups.yml', 'cnpg.yaml']],
  ])('reads the files of a folder in order: %s', async (folder, origin, release, files) => {
    const texts = await readSource(`${fixtures}/${folder}`, stdin);
    expect(texts.map(({ text: _, ...rest }) => rest)).toEqual(
      files.map((file) => ({ origin, release, label: `${origin}/${file}` })),
    );
  });

  it('takes the version of a file from the folder it is in, and records no path', async () => {
    const [text] = await readSource(`${fixtures}/cloudnative-pg-1.1.0/clusters.json`, stdin);
    expect(text).toMatchObject({ origin: 'clusters.json', label: 'clusters.json', release: '1.1.0' });
  });

  it('reads standard input', async () => {
    expect(await readSource('-', stdin)).toEqual([{ origin: 'stdin', label: 'stdin', release: null, text: 'a: 1' }]);
  });

  it.each([
    ['/cnpg/v1.28.0/config/crds.yaml', '1.28.0'],
    ['/release-1.28/releases/cnpg-1.28.0-rc1.yaml', '1.28.0-rc1'],
    ['/main/crds.yaml', null],
  ])('reads a URL: %s', async (path, release) => {
    const [text] = await readSource(url + path, stdin);
    expect(text).toEqual({ origin: url + path, label: url + path, release, text: `path: ${path}` });
  });

  it('follows redirects', async () => {
    expect(await readSource(`${url}/moved`, stdin)).toMatchObject([{ text: 'path: /v2.3.4/crd.yaml', release: null }]);
  });

  it('says what is wrong with a URL', async () => {
    await expect(readSource(`${url}/gone`, stdin)).rejects.toThrow(`${url}/gone: the server answered 404 Not Found`);
    const secret = url.replace('http://', 'http://me:secret@');
    const failure: unknown = await readSource(secret, stdin).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect(String(failure)).not.toContain('secret');
  });

  it('tells a missing path from an empty folder', async () => {
    await expect(readSource('no/such/path', stdin)).rejects.toThrow(UsageError);
    const empty = mkdtempSync(join(tmpdir(), 'empty-'));
    writeFileSync(join(empty, 'README.md'), '# no CRD');
    await expect(readSource(empty, stdin)).rejects.toThrow('holds no .yaml, .yml or .json file');
    rmSync(empty, { recursive: true });
  });
});

it('stops reading what is larger than any set of CRDs', async () => {
  const chunk = Buffer.alloc(1024 * 1024);
  let given = 0;
  function* endless() {
    for (;;) {
      given += 1;
      yield chunk;
    }
  }
  await expect(limited(endless(), 'stdin')).rejects.toThrow('stdin: larger than 64 MiB');
  expect(given).toBe(65);
});

describe('documentsIn', () => {
  const documents = (text: string) => documentsIn({ origin: 'x', label: 'x.yaml', release: null, text });

  it.each([
    ['documents', 'a: 1\n---\na: 2\n', [{ a: 1 }, { a: 2 }]],
    ['a List as kubectl prints it', 'kind: List\nitems: [{a: 1}, {a: 2}]', [{ a: 1 }, { a: 2 }]],
    ['a list of one kind', 'kind: CustomResourceDefinitionList\nitems: [{a: 1}]', [{ a: 1 }]],
    ['JSON', '{"a": [1, "on"]}', [{ a: [1, 'on'] }]],
    ['nothing', '', []],
  ])('finds %s', (_, text, expected) => {
    expect(documents(text)).toEqual(expected);
  });

  it.each([
    ['a: [1', 'x.yaml: broken YAML at line'],
    ['a: 1\nb: 2\na: 3', 'x.yaml: broken YAML at line 3: duplicated mapping key'],
    ['a: !!js/function x', 'unknown scalar tag'],
    ['['.repeat(100_000), 'nesting exceeded'],
  ])('refuses broken YAML with its line: %.20s', (text, message) => {
    expect(() => documents(text)).toThrow(message);
  });
});
