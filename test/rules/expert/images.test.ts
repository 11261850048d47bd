import { describe, expect, it } from 'vitest';
import { imageFloating } from '../../../rules/expert/image-floating';
import { imagePreRelease } from '../../../rules/expert/image-pre-release';
import { imageUnknownVersion } from '../../../rules/expert/image-unknown-version';
import { imageUser } from '../../../rules/expert/image-user';
import { imageVersion } from '../../../rules/expert/image-version';
import { cluster, cnpg, table, verdicts } from './support';

const CNPG = 'ghcr.io/cloudnative-pg/postgresql';
const on = (imageName: string, spec: Record<string, unknown> = {}) => [cluster({ imageName, ...spec })];
const DIGEST = `sha256:${'ab'.repeat(32)}`;

table(imageUser, [
  ['the image for Docker', on('postgres:17.7'), ["has PostgreSQL's user as 999, and initdb fails as user 26"]],
  ['by its full name', on('docker.io/library/postgres:17.7-trixie'), ['999']],
  ['by a mirror', on('mirror.gcr.io/library/postgres:17.7'), ['999']],
  ['on Alpine', on('postgres:17.7-alpine'), ["PostgreSQL's user as 70"]],
  ['with the user of Debian on Alpine', on('postgres:17.7-alpine', { postgresUID: 999 }), ['fails as user 999']],
  ['of PostGIS', on('postgis/postgis:17-3.5'), ['999']],
  ['of pgvector', on('docker.io/pgvector/pgvector:0.8.1-pg17', { bootstrap: { initdb: {} } }), ['999']],
  ['of Bitnami', on('bitnami/postgresql:17.6.0'), ['has no user at all']],
  ['of Bitnami with its user', on('docker.io/bitnamilegacy/postgresql:17.6.0', { postgresUID: 1001 }), ['no user']],
  [
    'by a catalog',
    [
      cluster({ imageCatalogRef: { kind: 'ImageCatalog', name: 'ours', major: 17 } }),
      cnpg('ImageCatalog', 'ours', { images: [{ major: 17, image: 'postgres:17.7' }] }),
    ],
    ['not built for CNPG'],
  ],
  ['with its own user', on('postgres:17.7', { postgresUID: 999, postgresGID: 999 }), []],
  ['where initdb does not run', on('postgres:17.7', { bootstrap: { recovery: { backup: { name: 'b' } } } }), []],
  ["CNPG's own", on(`${CNPG}:17.7-standard-trixie`), []],
  ["CNPG's own behind a mirror", on('harbor.example.com/ghcr/cloudnative-pg/postgresql:17.7'), []],
  ['somebody’s of that name', on('registry.example.com/team/postgres:17.7'), []],
  ['somebody’s at the root of a registry', on('registry.example.com/postgres:17.7'), []],
  ['nothing', [cluster({})], []],
]);

table(imageVersion, [
  ['absurd', on(`${CNPG}:17.99`), ['there is no PostgreSQL 17.99: the newest known to this release is 17.12']],
  ['absurd with a flavour', on(`${CNPG}:18.70-minimal-trixie`), ['no PostgreSQL 18.70']],
  ['a major to come', on(`${CNPG}:27.1`), ['no PostgreSQL 27.1']],
  ['after the last of a major', on(`${CNPG}:13.24`), ['no PostgreSQL 13.24']],
  ['in a catalog', [cnpg('ImageCatalog', 'c', { images: [{ major: 17, image: `${CNPG}:17.99` }] })], ['17.99']],
  ['three years on', on(`${CNPG}:17.24`, {}), [], { now: '2029-10-01' }],
  ['three years on, absurd', on(`${CNPG}:17.40`), ['no PostgreSQL 17.40'], { now: '2029-10-01' }],
  ['known ones', [...on(`${CNPG}:17.12`), ...on(`${CNPG}:14.25`), ...on(`${CNPG}:19.0-standard-trixie`)], []],
  ['the next', on(`${CNPG}:17.13`), []],
  ['no minor', on(`${CNPG}:17`), []],
  ['a beta', on(`${CNPG}:20beta1`), []],
  ['a digest, which counts', on(`${CNPG}:17.99@${DIGEST}`), []],
  ['tags of others', on('registry.example.com/postgresql:17.20251117'), []],
]);

table(imageUnknownVersion, [
  ['the next', on(`${CNPG}:17.13-standard-trixie`), ['PostgreSQL 17.13 is not in the list of']],
  ['the next major', on(`${CNPG}:20.0`), ['PostgreSQL 20.0 is not in the list']],
  ['of others', on('registry.example.com/postgresql:17.99'), ['PostgreSQL 17.99 is not in the list']],
  ['absurd, which another rule says', on(`${CNPG}:17.99`), []],
  ['known ones', on(`${CNPG}:18.6`), []],
  ['a catalog of others', [cnpg('ImageCatalog', 'c', { images: [{ major: 17, image: 'r.io/x:2026.1' }] })], []],
]);

table(imagePreRelease, [
  ['beta', on(`${CNPG}:19beta2-minimal-trixie`), ['is beta2 of PostgreSQL 19']],
  ['release candidate', on('registry.example.com/postgresql:18rc1'), ['is rc1 of PostgreSQL 18']],
  [
    'in a catalog',
    [cnpg('ClusterImageCatalog', 'c', { images: [{ major: 19, image: `${CNPG}:19beta1` }] })],
    ['beta1'],
  ],
  [
    'releases',
    [...on(`${CNPG}:18.1-standard-trixie`), ...on('r.io/pg:16-rc'), ...on('r.io/timescale:16.4-betamax')],
    [],
  ],
]);

describe('image-floating: the fix', () => {
  const fixOf = (imageName: string) => verdicts(imageFloating, on(imageName))[0]?.fix;

  it('keeps repository, major, flavour and distribution', () => {
    expect(fixOf(`${CNPG}:16-minimal-bookworm`)).toContain(`(${CNPG}:16.16-minimal-bookworm)`);
    expect(fixOf(`${CNPG}:16-minimal-bookworm`)).toContain(`(${CNPG}:16-minimal-bookworm@sha256:…)`);
  });

  it('names no minor version where it cannot know which tags there are', () => {
    expect(fixOf('ghcr.io/example/postgres-timescale:16')).toContain('ghcr.io/example/postgres-timescale:16.<minor>');
    expect(fixOf('ghcr.io/example/postgres-timescale:16-ts2.17')).toContain(':16.<minor>-ts2.17');
    expect(fixOf(`${CNPG}:17`)).toContain(`${CNPG}:17.<minor>`);
  });

  it('is asked for in catalogs, where the webhook does not look', () => {
    const of = (image: string) =>
      verdicts(imageFloating, [cnpg('ImageCatalog', 'c', { images: [{ major: 17, image }] })]);
    expect(of('ghcr.io/example/postgres:latest')).toHaveLength(1);
    expect(of('ghcr.io/example/postgres')).toHaveLength(1);
    expect(of('ghcr.io/example/postgres:2026.1')).toEqual([]);
    expect(of(`ghcr.io/example/postgres:latest@${DIGEST}`)).toEqual([]);
    expect(verdicts(imageFloating, on('ghcr.io/example/postgres:latest'))).toEqual([]);
  });

  it('is not needed with a digest, whatever the tag says', () => {
    expect(verdicts(imageFloating, on(`ghcr.io/example/vectors:16-0.3@${DIGEST}`))).toEqual([]);
  });
});
