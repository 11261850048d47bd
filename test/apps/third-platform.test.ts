import { describe, expect, it } from 'vitest';
import { renderApplications } from '../../commands/applications/render-applications';
import {
  type Application,
  chartFor,
  Duration,
  Folder,
  initdb,
  ObjectStore,
  objectivesOn,
  PostgresCluster,
  S3Credentials,
  Schedule,
} from '../../constructs/index';
import { at } from '../../manifests/object/manifest';
import { OBJECTIVES_ANNOTATION } from '../../values/declarations/objectives';
import { temporaryFolder } from '../manifests/support/folder';
import { Built } from './support/applications';
import { EXAMPLES } from './support/examples';
import { platformOf, TEST_PLATFORM } from './support/test-platform';

// A third Kubernetes cluster, with a third application on it.

const platform = { ...TEST_PLATFORM, name: 'lab', standbyTcpUserTimeout: Duration.seconds(5) };
const shop: Application = {
  name: 'shop',
  platform,
  suppressions: [],
  build(app) {
    const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
    const credentials = S3Credentials.inherit();
    const store = { name: 'shop-backups', destinationPath: 's3://shop-backups/db', credentials };
    const db = new PostgresCluster(folder, 'Database', {
      name: 'shop-db',
      version: '17',
      instances: 3,
      archive: new ObjectStore(folder, 'Backups', { ...store, retention: Duration.days(14) }),
      image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
      storage: { size: '20Gi', storageClass: 'standard' },
      bootstrap: initdb({ database: 'shop', owner: 'shop' }),
      objectives: objectivesOn(platform, { pitrWindow: Duration.days(14) }),
    });
    db.addScheduledBackup('Daily', { name: 'shop-db-daily', schedule: Schedule.daily({ hour: 2 }) });
  },
};
const lab = platformOf([shop], platform);

it('stands beside the two of the repository, and changes nothing of theirs', () => {
  const files = (all: readonly Application[]) => {
    const request = { applications: all, root: temporaryFolder(), outdir: 'dist', now: new Date('2026-11-21') };
    const { output, violations } = renderApplications(request);
    expect(violations.filter(({ severity }) => severity === 'error')).toEqual([]);
    return output.files;
  };
  const [before, after] = [files(EXAMPLES), files([...EXAMPLES, shop, lab])];
  for (const [file, text] of before) expect(after.get(file)).toBe(text);
  const more = [...after.keys()].filter((file) => !before.has(file));
  expect(more.every((file) => /^(platforms\/lab|shop)\//.test(file))).toBe(true);
});

describe('its own folder', () => {
  const built = new Built(lab);

  it('applies its application, and no other', () => {
    const paths = built.placed.flatMap(({ manifest }) => at(manifest, 'spec.source.path') ?? []);
    expect(paths).toEqual(['dist/platforms/lab', 'dist/shop/database']);
  });

  it('has the charts of its versions', () => {
    expect(built.value('Application cnpg', 'spec.source.targetRevision')).toBe(
      chartFor('cloudnative-pg', platform.target.operator),
    );
    const data = { STANDBY_TCP_USER_TIMEOUT: '5000' };
    expect(built.value('Application cnpg', 'spec.source.helm.valuesObject.config.data')).toEqual(data);
  });

  it('installs nothing that the platform has not, and asks nothing of it', () => {
    const poor = new Built(platformOf([], { ...platform, lacks: ['external-secrets', 'prometheus-operator'] }));
    const kinds = poor.placed.map(({ manifest }) => `${manifest.kind} ${manifest.metadata.name}`);
    expect(kinds).not.toContain('Application external-secrets');
    expect(kinds.join()).not.toContain('PrometheusRule');
    const values = 'spec.source.helm.valuesObject.';
    expect(poor.value('Application cnpg', `${values}monitoring.podMonitorEnabled`)).toBe(false);
    expect(poor.value('Application cert-manager', `${values}prometheus.podmonitor.enabled`)).toBe(false);
  });

  it('refuses versions that no chart installs', () => {
    const unknown = { ...platform, target: { ...platform.target, operator: '1.28.3' } };
    expect(() => new Built(platformOf([], unknown))).toThrow('no known one installs 1.28.3');
  });

  it('closes its operators, if the addresses of the API server are known', () => {
    const policies = ({ placed }: Built) => placed.filter(({ manifest }) => manifest.kind === 'NetworkPolicy');
    expect(policies(built).map(({ manifest }) => manifest.metadata.namespace)).toEqual(['cnpg-system', 'cnpg-system']);
    const text = JSON.stringify(built.object('NetworkPolicy cnpg-operator'));
    expect(text).toContain('198.51.100.1/32');
    const { network: _, ...closed } = platform;
    expect(policies(new Built(platformOf([], closed)))).toEqual([]);
  });
});

it('objectives follow the platform', () => {
  const { metadata } = new Built(shop).object('Cluster shop-db');
  expect(JSON.parse(metadata.annotations?.[OBJECTIVES_ANNOTATION] ?? '')).toEqual({
    pitrWindow: '14d',
    platform: { operatorReplicas: 2, standbyTcpUserTimeout: '5s' },
  });
});

it('says once what is wrong with an application, which its platform builds as well', () => {
  const wrong = { ...shop, build: () => void initdb({ database: 'shop', owner: 'shop', encodin: 'UTF8' } as never) };
  const request = { applications: [wrong, platformOf([wrong], platform)], root: temporaryFolder(), outdir: 'dist' };
  let message = '';
  try {
    renderApplications({ ...request, now: new Date('2026-11-21') });
  } catch (error) {
    message = String(error);
  }
  expect(message.match(/"encodin" is not known/g)).toHaveLength(1);
});
