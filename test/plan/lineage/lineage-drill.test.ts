import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { addDrills, Folder, ObjectStore, recoveriesFrom, S3Credentials, Secret } from '../../../constructs/index';
import type { Manifest } from '../../../manifests/object/manifest';
import { checkLineage } from '../../../plan';
import { cluster as clusterConstruct } from '../../constructs/support/cluster';
import { manifestsOf } from '../../constructs/support/render';
import { cluster, object } from '../objects';

const DRILL = { name: 'drill', of: 'orders-db', at: '2026-11-20T13:37:00Z', expires: '2026-11-28T00:00:00Z' };
const LABELS = { 'cnpg-gitops/drill': 'true' };
const EXPIRES = { 'cnpg-gitops/expires': '2026-11-28T00:00:00Z' };
const PLUGIN = 'barman-cloud.cloudnative-pg.io';
const parameters = { barmanObjectName: 'copy', serverName: 'shop-db' };
const SPEC = {
  bootstrap: { recovery: { source: 'origin' } },
  externalClusters: [{ name: 'origin', plugin: { name: PLUGIN, parameters } }],
};

/** An application with these drills, as it is rendered. */
function shop(...recoveries: object[]): Manifest[] {
  const app = new App();
  const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
  const credentials = S3Credentials.fromSecret(Secret.fromSecretName('s3'), {
    accessKeyId: 'ID',
    secretAccessKey: 'KEY',
  });
  const props = { name: 'backups', destinationPath: 's3://backups/db', credentials };
  const db = clusterConstruct(folder, { archive: new ObjectStore(folder, 'Backups', props) });
  addDrills(app, 'shop/drill', [db], recoveriesFrom({ recoveries }), props);
  return manifestsOf(app);
}

function drill(spec: object = {}, metadata: object = {}): Manifest {
  return cluster({ ...SPEC, ...spec }, { name: 'drill', labels: LABELS, annotations: EXPIRES, ...metadata });
}

const copy = (labels?: object) =>
  object('ObjectStore', { configuration: { destinationPath: 's3://b' } }, { name: 'copy', labels });

function locked(...manifests: Manifest[]): string[] {
  const entries = JSON.parse(checkLineage(undefined, manifests).nextText) as { object?: string }[];
  return entries.flatMap(({ object: name }) => name ?? []);
}

test('a drill comes and goes without acknowledgement, and leaves no trace', () => {
  const before = checkLineage(undefined, shop()).nextText;
  expect(shop(DRILL).length).toBe(shop().length + 2);
  const during = checkLineage(before, shop(DRILL));
  expect(during).toEqual({ problems: [], nextText: before });
  expect(checkLineage(during.nextText, shop())).toEqual({ problems: [], nextText: before });
});

describe('what is exempt', () => {
  test('a copy that says when it ends and archives nowhere, and the store that it reads', () => {
    expect(locked(drill(), copy(LABELS))).toEqual([]);
  });

  const archiver = { name: PLUGIN, isWALArchiver: true, parameters };
  test.each<[string, Manifest]>([
    ['has no label', drill({}, { labels: undefined })],
    ['does not say when it ends', drill({}, { annotations: undefined })],
    ['says it in words', drill({}, { annotations: { 'cnpg-gitops/expires': 'soon' } })],
    ['is no copy', drill({ bootstrap: { initdb: { database: 'app' } } })],
    ['archives by the plugin', drill({ plugins: [archiver] })],
    [
      'archives to a store that is not rendered',
      drill({ plugins: [{ ...archiver, parameters: { barmanObjectName: 'x' } }] }),
    ],
    ['archives by another plugin', drill({ plugins: [{ ...archiver, name: 'other' }] })],
    ['archives by itself', drill({ backup: { barmanObjectStore: { destinationPath: 's3://b' } } })],
  ])('no Cluster that %s, nor the store that it reads', (_, manifest) => {
    expect(locked(manifest, copy(LABELS))).toEqual(['Cluster shop/drill', 'ObjectStore shop/copy']);
  });

  test('a plugin that is off archives nothing', () => {
    expect(locked(drill({ plugins: [{ ...archiver, enabled: false }] }))).toEqual([]);
  });

  test('no store without the label, nor one that another cluster uses', () => {
    expect(locked(drill(), copy())).toEqual(['ObjectStore shop/copy']);
    const other = cluster({ plugins: [archiver] }, { name: 'shop-db' });
    expect(locked(drill(), copy(LABELS), other)).toEqual(['Cluster shop/shop-db', 'ObjectStore shop/copy']);
  });

  test('the store of another namespace is another one', () => {
    const other = cluster({ plugins: [archiver] }, { name: 'shop-db', namespace: 'elsewhere' });
    expect(locked(drill(), copy(LABELS), other)).toEqual(['Cluster elsewhere/shop-db']);
  });

  test.each(['PersistentVolumeClaim', 'Database'])('no %s, whatever its label', (kind) => {
    expect(locked(object(kind, {}, { name: 'x', labels: LABELS }))).toEqual([`${kind} shop/x`]);
  });
});

test('what was ever kept is not let go of by a label', () => {
  const kept = checkLineage(undefined, [drill({}, { labels: undefined })]).nextText;
  const { problems, nextText } = checkLineage(kept, [drill()]);
  expect({ problems, nextText }).toEqual({ problems: [], nextText: kept });
  expect(checkLineage(nextText, []).problems[0]?.message).toMatch(/^Cluster shop\/drill is no longer rendered/);
});
