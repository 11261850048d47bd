import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object, planOf } from './objects';

const CNPG = 'ghcr.io/cloudnative-pg/postgresql';
const at = (imageName: string, spec: Record<string, unknown> = {}) => cluster({ imageName, ...spec });
const on = (tag: string, spec: Record<string, unknown> = {}) => at(`${CNPG}:${tag}`, spec);
const archive = (serverName: string, barmanObjectName = 'store') => ({
  plugins: [
    { name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters: { barmanObjectName, serverName } },
  ],
});
const store = object('ObjectStore', { configuration: { destinationPath: 's3://shop' } }, { name: 'store' });
const dump = (image: string, ...command: string[]): Manifest => ({
  ...object('CronJob', {
    schedule: '0 3 * * *',
    jobTemplate: { spec: { template: { spec: { containers: [{ name: 'dump', image, command }] } } } },
  }),
  apiVersion: 'batch/v1',
});

/** What is said of the image, and the commits that are proposed. */
function said(before: Manifest, after: Manifest, more: readonly Manifest[] = []) {
  const { changes, steps } = planOf([before, store, ...more], [after, store, ...more]);
  const fields = changes.flatMap((change) => change.fields);
  const field = fields.find(({ path }) => path === 'spec.imageName' || path === 'spec.imageCatalogRef');
  return { ...field, fields, procedure: steps?.[0], commits: steps?.[0]?.steps.map(({ commit }) => commit) ?? [] };
}

describe('a major upgrade and its archive', () => {
  const before = on('17.7-standard-trixie', archive('shop-db'));

  test('the server name that stays', () => {
    const { impact, reason, commits } = said(before, on('18.1-standard-trixie', archive('shop-db')));
    expect(impact).toBe('outage');
    expect(reason).toMatch(
      /serverName remains shop-db, .* are in one folder .* Change it to shop-db-v18 in the same commit/,
    );
    expect(commits).toContainEqual(
      expect.stringMatching(/^the new image and serverName shop-db-v18 in place of shop-db, in this same commit/),
    );
  });

  test('the server name of the last upgrade', () => {
    const { commits } = said(on('17.7', archive('shop-db-v17')), on('18.1', archive('shop-db-v17')));
    expect(commits.join()).toContain('serverName shop-db-v18 in place of shop-db-v17');
  });

  test('a new server name is the way of the documentation', () => {
    const { reason, fields, procedure, commits } = said(before, on('18.1-standard-trixie', archive('shop-db-18')));
    expect(reason).not.toMatch(/serverName/);
    expect(procedure?.reason).toContain('image and serverName (shop-db-18) change together, as the CNPG');
    expect(commits).toContainEqual(expect.stringMatching(/^the new image and serverName shop-db-18, in this same/));
    expect(commits.at(-1)).toMatch(/Backup.*immediately; ANALYZE.*ALTER EXTENSION/);
    expect(fields.find(({ path }) => path.endsWith('serverName'))).toMatchObject({
      impact: 'none',
      reason: expect.stringMatching(/a new archive together with its image.*take it immediately/),
    });
  });

  test('another store is another archive', () => {
    expect(said(before, on('18.1-standard-trixie', archive('shop-db', 'other'))).reason).not.toMatch(/one folder/);
  });

  test('without an archiver nothing is said of it', () => {
    const { reason, commits } = said(on('17.7'), on('18.1'));
    expect(reason).not.toMatch(/serverName/);
    expect(commits).toContainEqual(expect.stringMatching(/^only the new image/));
  });

  test('the server name of the same major stays what it was', () => {
    const { fields } = said(before, on('17.7-standard-trixie', archive('elsewhere')));
    expect(fields.find(({ path }) => path.endsWith('serverName'))?.impact).toBe('replace');
  });
});

describe('a major upgrade and what goes with it', () => {
  test('another distribution goes before or later', () => {
    const { reason, commits } = said(on('17.7-standard-bookworm'), on('18.1-standard-trixie'));
    expect(reason).toMatch(/one distribution, but bookworm becomes trixie/);
    expect(commits[1]).toMatch(/^PostgreSQL 17 on trixie, only the image/);
    expect(said(on('17.7-standard-trixie'), on('18.1-standard-trixie')).commits).toHaveLength(3);
  });

  test.each([
    ['its service as an argument', dump('postgres:17-alpine', 'pg_dump', '-h', 'shop-db-rw', 'shop')],
    ['a URL', dump('postgres:17.7', 'sh', '-c', 'pg_dump postgresql://app@shop-db-ro.shop.svc/shop > /b/x')],
  ])('an old pg_dump: %s', (_, job) => {
    const { reason, commits } = said(on('17.7'), on('18.1'), [job]);
    expect(reason).toContain('dumps with pg_dump 17');
    expect(commits).toContainEqual(expect.stringMatching(/^pg_dump 18 in CronJob shop\/thing/));
  });

  test.each([
    ['a new one', dump('postgres:18.1', 'pg_dump', '-h', 'shop-db-rw')],
    ['of another database', dump('postgres:17.7', 'pg_dump', '-h', 'bank-db-rw')],
    ['another program', dump('postgres:17.7', 'psql', '-h', 'shop-db-rw')],
    ['an image that is not known', dump('example.com/tools:17.7', 'pg_dump', '-h', 'shop-db-rw')],
  ])('nothing of pg_dump: %s', (_, job) => {
    expect(said(on('17.7'), on('18.1'), [job]).reason).not.toMatch(/pg_dump/);
  });
});

describe('another image of the same major', () => {
  test('another distribution', () => {
    const { impact, reason, procedure } = said(on('17.7-standard-bookworm'), on('17.7-standard-trixie'));
    expect(impact).toBe('rolling-update');
    expect(reason).toMatch(/from bookworm to trixie, .* locale C, does not depend on it.*REINDEX.*REFRESH COLLATION/);
    expect(procedure).toBeUndefined();
  });

  test('another distribution under a locale', () => {
    const locale = { bootstrap: { initdb: { database: 'shop', owner: 'shop', locale: 'de_DE.UTF-8' } } };
    const { reason } = said(on('17.7-standard-bookworm', locale), on('17.8-standard-trixie', locale));
    expect(reason).toMatch(/17\.7 becomes 17\.8.*sort text differently: text indexes may miss rows/);
  });

  test('minimal in place of standard', () => {
    const vector = object('Database', { cluster: { name: 'shop-db' }, extensions: [{ name: 'vector' }] });
    const { impact, reason } = said(on('17.7-standard-trixie'), on('17.7-minimal-trixie'), [vector]);
    expect(impact).toBe('rolling-update');
    expect(reason).toMatch(
      /minimal image lacks pgaudit, vector, pg_failover_slots, has only the locales.*uses vector fails/,
    );
  });

  test('standard in place of system, which in-tree Barman needs', () => {
    const backup = { backup: { barmanObjectStore: { destinationPath: 's3://a' } } };
    expect(said(on('17.7-system-trixie', backup), on('17.7-standard-trixie', backup)).reason).toMatch(/Barman Cloud/);
    expect(said(on('17.7-system-trixie'), on('17.7-standard-trixie')).reason).not.toMatch(/Barman/);
  });

  test('additions to the image are not mentioned', () => {
    expect(said(on('17.7-minimal-trixie'), on('17.7-standard-trixie')).reason).not.toMatch(/without pg/);
  });

  test('a library that the image does not carry', () => {
    const preloads = (libraries: string[]) => ({ postgresql: { shared_preload_libraries: libraries } });
    const audit = { postgresql: { parameters: { 'pgaudit.log': 'ddl' } } };
    expect(said(on('17.7-standard-trixie', audit), on('17.7-minimal-trixie', audit))).toMatchObject({
      impact: 'outage',
      reason: expect.stringMatching(/Library pgaudit is preloaded but not in the new image(?!.*Without writes)/),
    });
    const [old, next] = ['ghcr.io/example/cnpg-vectors:16.5', 'ghcr.io/example/cnpg-vchord:16.9'];
    const vectors = preloads(['vectors.so', 'auto_explain']);
    expect(said(at(old, vectors), at(next, vectors))).toMatchObject({
      impact: 'outage',
      reason: expect.stringMatching(
        /Library vectors is preloaded, but it is unknown .*cnpg-vchord, contains it.*may not start/,
      ),
    });
    const vchord = preloads(['vchord.so']);
    for (const same of [
      said(at(old, vectors), at('ghcr.io/example/cnpg-vectors:16.9', vectors)),
      said(at(old, vchord), at(next, vchord)),
    ]) {
      expect(same.impact).toBe('rolling-update');
      expect(same.reason).not.toMatch(/Library/);
    }
  });

  test('through a catalog', () => {
    const images = (tag: string) => object('ImageCatalog', { images: [{ major: 17, image: `${CNPG}:${tag}` }] });
    const imageCatalogRef = { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'thing', major: 17 };
    const user = (spec: Record<string, unknown> = {}) => cluster({ imageName: undefined, imageCatalogRef, ...spec });
    const { reason } = said(images('17.7-standard-trixie'), images('17.8-minimal-bookworm'), [user()]);
    expect(reason).toMatch(
      /are recreated\. The distribution changes from trixie to bookworm.*minimal image lacks pgaudit/,
    );
    const audit = user({ postgresql: { parameters: { 'pgaudit.log': 'ddl' } } });
    expect(said(images('17.7-standard-trixie'), images('17.8-minimal-trixie'), [audit]).impact).toBe('outage');
    expect(said(images('17.7-standard-trixie'), images('17.8-standard-trixie'), [user()]).reason).not.toMatch(
      /distribution/,
    );
  });

  test('from an image to a catalog', () => {
    const imageCatalogRef = { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'thing', major: 17 };
    const catalog = object('ImageCatalog', { images: [{ major: 17, image: `${CNPG}:17.7-standard-bookworm` }] });
    const after = cluster({ imageName: undefined, imageCatalogRef });
    const { fields } = said(on('17.7-standard-trixie'), after, [catalog]);
    expect(fields.map(({ reason }) => reason).join()).toMatch(/from trixie to bookworm/);
  });
});

describe('libraries with an image that is removed', () => {
  const extension = (name: string, reference: string) => ({ name, image: { reference } });
  const PGAUDIT = extension('pgaudit', 'ghcr.io/cloudnative-pg/pgaudit:18.0-18-trixie');
  const OTHERS = extension('vchord', 'ghcr.io/tensorchord/vchord-scratch:pg18-v1.1.1');
  const of = (library: string, extensions?: unknown[], tag = '18.1-minimal-trixie') =>
    on(tag, { postgresql: { shared_preload_libraries: [library], ...(extensions && { extensions }) } });

  test.each([
    ['an image that is known', of('pgaudit', [PGAUDIT]), of('pgaudit'), 'outage', /Library pgaudit .*does not start/],
    ['one of others', of('vchord.so', [OTHERS]), of('vchord.so'), 'outage', /Library vchord .*does not start/],
    [
      'one of others, beside another',
      of('vchord.so', [OTHERS, extension('x', 'example.com/x:1')]),
      of('vchord.so', [extension('x', 'example.com/x:1')]),
      'outage',
      /Library vchord stays preloaded .*may not start/,
    ],
    ['a library that nothing has', of('auto_explain'), of('pgaudit'), 'outage', /Library pgaudit/],
    [
      'an image that the library does not need',
      of('auto_explain', [PGAUDIT]),
      of('auto_explain'),
      'rolling-update',
      /mounted/,
    ],
    ['a library that is there', of('auto_explain'), of('pg_prewarm'), 'rolling-update', /./],
  ])('%s', (_, before, after, impact, reason) => {
    const [change] = planOf([before], [after]).changes;
    expect(change?.impact).toBe(impact);
    expect(change?.fields.map((field) => field.reason).join()).toMatch(reason);
  });
});
