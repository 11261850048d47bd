import { describe, expect, it } from 'vitest';
import { config } from '../../../apps/phoenix-guardian/config';
import { config as aws } from '../../../apps/platforms/aws/config';
import { platformApplication } from '../../../apps/platforms/platform-application';
import { treeOf } from '../../../commands/applications/application-tree';
import { appliedAt, platformSites } from '../../../commands/applications/platform-sites';
import { oneDatabase } from '../../../commands/applications/serving-database';
import { evidenceOf } from '../../../commands/evidence/evidence-report';
import { objectives } from '../../../commands/explain/explain-objectives';
import { verify } from '../../../commands/verify/verify';
import { ProductionDatabase } from '../../../constructs/index';
import { captured } from '../support/console';

// A database with a second site on another platform, which has an older operator.

const NOW = new Date('2026-11-21T13:00:00Z');
const target = { ...aws.platform.target, operator: '1.28.0', kubernetes: '1.34' };
const platform = { ...aws.platform, name: 'frankfurt', target };
const guardian = ProductionDatabase.application({
  ...config,
  secondSite: { ...config.secondSite, enabled: true, platform },
});
const all = [guardian, platformApplication(aws, [guardian]), platformApplication({ ...aws, platform }, [guardian])];

describe('an application on two platforms', () => {
  it('has a site on each, with what else is there', () => {
    const sites = platformSites(guardian, all).map((site) => ({
      platform: site.platform,
      operator: site.target.operator,
      clusters: appliedAt(site).flatMap(({ kind, metadata }) => (kind === 'Cluster' ? [metadata.name] : [])),
      operators: site.others.filter(({ kind, metadata }) => kind === 'Application' && metadata.name === 'cnpg').length,
    }));
    expect(sites).toEqual([
      { platform: 'aws', operator: aws.platform.target.operator, clusters: ['phoenix-guardian-db'], operators: 1 },
      { platform: 'frankfurt', operator: '1.28.0', clusters: ['phoenix-guardian-db-dr'], operators: 1 },
    ]);
  });

  it('has one database, whose second site is no other one', () => {
    expect(oneDatabase(treeOf(guardian), guardian.name, undefined).name).toBe('phoenix-guardian-db');
    expect(oneDatabase(treeOf(guardian), guardian.name, 'phoenix-guardian-db-dr').namespace).toBe(
      'phoenix-guardian-dr',
    );
  });

  it('misses nothing of the other site where one is verified', async () => {
    const asked: string[] = [];
    const live = {
      read: async ({ kind, metadata }: { kind: string; metadata: { name?: unknown; namespace?: unknown } }) => {
        asked.push(`${kind} ${metadata.namespace}/${metadata.name}`);
        return undefined;
      },
      list: async () => [],
    };
    const request = { application: guardian.name, output: 'json', now: NOW, console: captured() } as const;
    const seen = async (name?: string) => {
      asked.length = 0;
      await verify(all, async () => live, { ...request, ...(name !== undefined && { platform: name }) });
      return asked.filter((each) => each.startsWith('Cluster '));
    };
    expect(new Set(await seen())).toEqual(new Set(['Cluster phoenix-guardian/phoenix-guardian-db']));
    expect(new Set(await seen('frankfurt'))).toEqual(new Set(['Cluster phoenix-guardian-dr/phoenix-guardian-db-dr']));
    await expect(seen('frankfort')).rejects.toThrow(
      'no platform "frankfort": there is aws, frankfurt; did you mean frankfurt?',
    );
  });

  it('is proved and shown to auditors site by site, for the operator that each has', () => {
    const report = evidenceOf(all, guardian, { now: NOW, restores: [] });
    const operatorsOf = report.clusters.map(({ cluster, index }) => [
      cluster.metadata.name,
      index.all('argoproj.io/Application').filter(({ metadata }) => metadata.name === 'cnpg').length,
    ]);
    expect(operatorsOf).toEqual([
      ['phoenix-guardian-db', 1],
      ['phoenix-guardian-db-dr', 1],
    ]);
    const proof = objectives(all, guardian.name, NOW);
    const [first = '', second = ''] = proof.split(/^(?=Cluster phoenix-guardian-dr)/m);
    expect(first).toMatch(/^Cluster phoenix-guardian\/phoenix-guardian-db: /);
    expect(first).not.toContain('CloudNativePG 1.28.0 can miss');
    expect(second).toMatch(/^Cluster phoenix-guardian-dr\/phoenix-guardian-db-dr/);
  });
});
