import { describe, expect, it } from 'vitest';
import { config } from '../../apps/phoenix-guardian/config';
import { config as aws } from '../../apps/platforms/aws/config';
import { platformApplication } from '../../apps/platforms/platform-application';
import { renderApplications } from '../../commands/applications/render-applications';
import { type Application, type DeclaredSecondSite, ProductionDatabase } from '../../constructs/index';
import { at, list, record } from '../../manifests/object/manifest';
import { temporaryFolder } from '../manifests/support/folder';
import { Built } from './support/applications';
import { TEST_PLATFORM } from './support/test-platform';

// The second site of phoenix-guardian is off; this turns it on.

const FIRST = 'Cluster phoenix-guardian-db';
const SECOND = 'Cluster phoenix-guardian-db-dr';

describe('with a second site', () => {
  const built = new Built(
    ProductionDatabase.application({ ...config, secondSite: { ...config.secondSite, enabled: true } }),
  );

  it('has a folder of its own, for the Argo CD of the other Kubernetes cluster', () => {
    expect(built.files).toContain('phoenix-guardian/second-site/cluster.yaml');
    expect(built.value(SECOND, 'metadata.namespace')).toBe('phoenix-guardian-dr');
  });

  it('follows the first one, which stays the primary', () => {
    expect(built.value(FIRST, 'spec.replica.primary')).toBe('phoenix-guardian-db');
    expect(built.value(SECOND, 'spec.replica.primary')).toBe('phoenix-guardian-db');
    expect(built.value(SECOND, 'spec.replica.source')).toBe('phoenix-guardian-db');
  });

  it('archives into a store of its own, and is admitted', () => {
    expect(built.value(SECOND, 'spec.plugins.0.parameters.barmanObjectName')).toBe('phoenix-guardian-dr-backups');
    expect(built.value(FIRST, 'spec.plugins.0.parameters.barmanObjectName')).toBe('phoenix-guardian-backups');
    expect(built.refused).toEqual([]);
  });

  it('has what it needs on the day that it is promoted: roles, their passwords, its watch, and a closed network', () => {
    const roles = built.value(FIRST, 'spec.managed.roles');
    expect(roles).toHaveLength(3);
    expect(built.value(SECOND, 'spec.managed.roles')).toEqual(roles);
    for (const kind of ['external-secret', 'pod-monitor', 'prometheus-rule', 'network-policy', 'config-map-queries']) {
      expect(built.files).toContain(`phoenix-guardian/second-site/${kind}.yaml`);
    }
  });
});

it('is off as declared', () => {
  expect(config.secondSite.enabled).toBe(false);
  expect(new Built(ProductionDatabase.application(config)).files.join()).not.toContain('second-site');
});

describe('on a platform of this repository', () => {
  const there = { ...aws.platform, name: 'frankfurt', gitops: 'flux', network: TEST_PLATFORM.network } as const;
  const secondSite = { ...config.secondSite, enabled: true, platform: there };
  // What is accepted of the first site is said of the second one, which its own platform judges.
  const suppressions = [
    ...config.suppressions,
    {
      rule: 'memory-work-mem',
      object: 'Cluster phoenix-guardian-dr/phoenix-guardian-db-dr',
      reason: 'as the first one',
    },
    {
      rule: 'backup-owner-self',
      object: 'ScheduledBackup phoenix-guardian-dr/phoenix-guardian-db-dr-daily',
      reason: 'as the first one',
    },
  ];
  const guardian = ProductionDatabase.application({ ...config, secondSite, suppressions });
  const platforms = [
    platformApplication(aws, [guardian]),
    platformApplication({ platform: there, notifications: {}, suppressions: [] }, [guardian]),
  ];
  const render = (applications: readonly Application[]) =>
    renderApplications({ applications, root: temporaryFolder(), outdir: 'dist', now: new Date('2026-11-21') });
  const rendered = () => render([guardian, ...platforms]);

  it('is applied there, with its namespace, and nowhere else', () => {
    const [first, second] = platforms.map((each) => new Built(each));
    expect(second?.value('Kustomization phoenix-guardian-second-site', 'spec.path')).toBe(
      './dist/phoenix-guardian/second-site',
    );
    expect(second?.object('Namespace phoenix-guardian-dr').metadata.name).toBe('phoenix-guardian-dr');
    const names = (built: Built | undefined) => built?.placed.map(({ manifest }) => String(manifest.metadata.name));
    expect(names(first)).not.toContain('phoenix-guardian-second-site');
    expect(names(first)).not.toContain('phoenix-guardian-dr');
    expect(names(second)).not.toContain('phoenix-guardian-database');
  });

  it('leaves nothing for the rules to say: each site is judged where it is', () => {
    const said = rendered().violations.filter(({ severity }) => severity !== 'info');
    expect(said.map(({ rule, name }) => `${rule} ${name}`)).toEqual([]);
  });

  it('promises there what its own nodes allow', () => {
    const platform = { ...there, nodeMonitor: undefined };
    const slow = ProductionDatabase.application({ ...config, secondSite: { ...secondSite, platform }, suppressions });
    const found = render([
      slow,
      platformApplication(aws, [slow]),
      platformApplication({ platform, notifications: {}, suppressions: [] }, [slow]),
    ]).violations;
    const objectives = found.filter(({ rule }) => rule.startsWith('objective-rto')).map(({ name }) => name);
    expect(new Set(objectives)).toEqual(new Set(['phoenix-guardian-db-dr']));
  });

  it('carries the protections of its own engine, and reaches the addresses of its own API server', () => {
    const { files } = rendered().output;
    const file = (name: string) => files.get(`phoenix-guardian/${name}.yaml`) ?? '';
    expect(file('second-site/cluster')).toContain('kustomize.toolkit.fluxcd.io/prune');
    expect(file('second-site/cluster')).not.toContain('argocd.argoproj.io');
    expect(file('database/cluster')).not.toContain('kustomize.toolkit.fluxcd.io');
    expect(file('second-site/network-policy')).toContain('198.51.100.1/32');
    expect(file('second-site/network-policy')).not.toContain('10.0.0.0/28');
  });

  it('has a storage class that its own platform has', () => {
    const poor = { ...secondSite, platform: { ...there, storageClasses: ['standard'] } };
    const wrong = ProductionDatabase.application({ ...config, secondSite: poor });
    expect(() => render([wrong])).toThrow('platform frankfurt has no storage class "gp3-encrypted"');
  });

  it('without a platform is applied by none, and the rules say so', () => {
    const foreign = ProductionDatabase.application({ ...config, secondSite: { ...secondSite, platform: undefined } });
    const found = render([foreign, platformApplication(aws, [foreign])]).violations;
    expect(found.map(({ rule }) => rule)).toContain('argo-folder-unapplied');
  });
});

describe('after an upgrade of PostgreSQL', () => {
  const upgraded = { ...config.database, version: '18', serverName: 'phoenix-guardian-db-v18' } as const;
  const image = 'ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie';
  const built = (secondSite: DeclaredSecondSite) =>
    new Built(ProductionDatabase.application({ ...config, database: { ...upgraded, image }, secondSite }));
  const archive = 'spec.plugins.0.parameters.serverName';
  const follows = (site: Built, cluster: string) =>
    list(site.value(cluster, 'spec.externalClusters')).map((each) => [
      record(each).name,
      at(each, 'plugin.parameters.serverName'),
    ]);

  it('both sites begin archives of their own, and each reads what the other one writes', () => {
    const site = built({ ...config.secondSite, enabled: true });
    expect(site.value(FIRST, archive)).toBe('phoenix-guardian-db-v18');
    expect(site.value(SECOND, archive)).toBe('phoenix-guardian-db-dr-v18');
    const archives = [
      ['phoenix-guardian-db', 'phoenix-guardian-db-v18'],
      ['phoenix-guardian-db-dr', 'phoenix-guardian-db-dr-v18'],
    ];
    expect(follows(site, FIRST).sort()).toEqual(archives);
    expect(follows(site, SECOND).sort()).toEqual(archives);
  });

  it('a name that is given is the one', () => {
    const site = built({ ...config.secondSite, enabled: true, serverName: 'dr-2' });
    expect(site.value(SECOND, archive)).toBe('dr-2');
    expect(follows(site, FIRST)).toContainEqual(['phoenix-guardian-db-dr', 'dr-2']);
  });
});
