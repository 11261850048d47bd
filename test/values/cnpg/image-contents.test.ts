import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { installedServer } from '../../../commands/postgres/installed-server';
import { contentsOf, distributionOf, isCnpgImage, mountedExtensions } from '../../../values/cnpg/image-contents';
import { readImageTag } from '../../../values/cnpg/image-tag';
import { TestPostgres } from '../../support/postgres';
import { singleUserServer } from '../../support/template';

const CNPG = 'ghcr.io/cloudnative-pg/postgresql';

/** Procedural languages have packages of their own in Debian, which CNPG's images are without. */
const LANGUAGE = /plperl|plpython|pltcl/;

describe('what the images carry', () => {
  const native = installedServer() ?? '';
  const files = (folder: string) => readdirSync(join(native, folder));

  test('is what PostgreSQL itself has', () => {
    const { extensions } = contentsOf(`${CNPG}:17.7-minimal-trixie`) ?? { extensions: new Set<string>() };
    const there = files('share/postgresql/extension').flatMap((file) => /^(.+)\.control$/.exec(file)?.[1] ?? []);
    expect(there.length).toBeGreaterThan(40);
    expect(there.filter((name) => !LANGUAGE.test(name) && !extensions.has(name))).toEqual([]);
    expect([...extensions].filter((name) => !there.includes(name))).toEqual([]);
  });

  test('has the libraries that can be preloaded', () => {
    const { libraries } = contentsOf(`${CNPG}:17.7-minimal-trixie`) ?? { libraries: new Set<string>() };
    const there = files('lib/postgresql').flatMap((file) => /^(.+)\.so$/.exec(file)?.[1] ?? []);
    const preloaded = [
      'auth_delay',
      'auto_explain',
      'basic_archive',
      'passwordcheck',
      'pg_prewarm',
      'pg_stat_statements',
    ];
    expect(preloaded.filter((name) => !there.includes(name) || !libraries.has(name))).toEqual([]);
  });

  test('differs by flavour, repository and major', () => {
    const has = (image: string, name: string) => contentsOf(image)?.extensions.has(name);
    expect(has(`${CNPG}:17.7-minimal-trixie`, 'vector')).toBe(false);
    expect(has(`${CNPG}:17.7-standard-trixie`, 'vector')).toBe(true);
    expect(has(`${CNPG}:17.7-system-trixie`, 'pgaudit')).toBe(true);
    expect(has(`${CNPG}:16.4-22`, 'pgaudit')).toBe(true);
    expect(has('ghcr.io/cloudnative-pg/postgis:17-3.5-standard-trixie', 'postgis')).toBe(true);
    expect(has(`${CNPG}:16.9-minimal-trixie`, 'adminpack')).toBe(true);
    expect(has(`${CNPG}:17.7-minimal-trixie`, 'adminpack')).toBe(false);
    expect(has(`${CNPG}:14.9`, 'pg_walinspect')).toBe(false);
  });

  test('is unknown of the images of others', () => {
    expect(contentsOf('registry.example.com/postgresql:17.7-standard-trixie')).toBeUndefined();
    expect(contentsOf(`${CNPG}@sha256:${'a'.repeat(64)}`)).toBeUndefined();
    expect(contentsOf('not an image')).toBeUndefined();
    expect(isCnpgImage('harbor.example.com/proxy/cloudnative-pg/postgresql:17.7')).toBe(true);
    expect(mountedExtensions('pgvector', 'ghcr.io/cloudnative-pg/pgvector:0.8.1-18-trixie')).toEqual(['vector']);
    expect(mountedExtensions('x', 'registry.example.com/x:1')).toBeUndefined();
    expect(mountedExtensions('pg_ivm', undefined)).toEqual(['pg_ivm']);
  });
});

test.each([
  ['17.7-standard-trixie', undefined, 'standard', 'trixie'],
  ['17.7-202511240805-minimal-bookworm', undefined, 'minimal', 'bookworm'],
  ['16.4-22', undefined, undefined, undefined],
  ['19beta1-system-trixie', 'beta1', 'system', 'trixie'],
  ['18rc1', 'rc1', undefined, undefined],
  ['17-alpine3.22', undefined, undefined, 'alpine3.22'],
  ['16.5-v0.3.0', undefined, undefined, undefined],
])('%s', (tag, preRelease, flavour, distribution) => {
  expect(readImageTag(tag)).toEqual({ preRelease, flavour, distribution });
  expect(distributionOf(`r.io/x:${tag}`)).toBe(distribution);
});

describe('PostgreSQL itself', () => {
  test('does not start with a library that is not there', async () => {
    const server = await singleUserServer();
    try {
      const preload = (library: string) => server.run(['SELECT 1'], { shared_preload_libraries: library });
      await expect(preload('vectors')).rejects.toThrow(/FATAL: +could not access file "vectors"/);
      await expect(preload('auto_explain')).resolves.toBeDefined();
    } finally {
      await server.remove();
    }
  });

  test('makes pg_stat_statements without its library, and cannot read it', async () => {
    const server = await TestPostgres.start();
    try {
      const client = await server.connect();
      await client.query('CREATE EXTENSION pg_stat_statements');
      await expect(client.query('SELECT * FROM pg_stat_statements')).rejects.toThrow(/shared_preload_libraries/);
    } finally {
      await server.stop();
    }
  });
});
