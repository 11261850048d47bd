import { describe, expect, it } from 'vitest';
import { config } from '../../apps/phoenix-guardian/config';
import { ProductionDatabase } from '../../constructs/index';
import { Built } from './support/applications';

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
