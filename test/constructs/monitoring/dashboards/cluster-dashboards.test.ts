import { describe, expect, it } from 'vitest';
import { CLUSTER_ALERTS } from '../../../../constructs/monitoring/alerts';
import { ClusterDashboards } from '../../../../constructs/monitoring/cluster-dashboards';
import { at } from '../../../../manifests/object/manifest';
import { cluster } from '../../support/cluster';
import { refused, render } from '../../support/render';
import { configMapOf, dashboardsOf, type GrafanaDashboard, panelsOf, renderDashboards } from './support/dashboards';

const metadataOf = (props: Parameters<typeof renderDashboards>[1]) =>
  at(configMapOf(renderDashboards('alone', props)), 'metadata');

describe('the ConfigMap', () => {
  it('is found by the sidecar of kube-prometheus-stack', () => {
    expect(metadataOf({ folder: 'PostgreSQL', labels: { team: 'shop' } })).toMatchObject({
      name: 'shop-db-dashboards',
      namespace: 'shop',
      labels: { team: 'shop', grafana_dashboard: '1' },
      annotations: { grafana_folder: 'PostgreSQL' },
    });
    expect(metadataOf({})).not.toHaveProperty('annotations');
  });

  it('or by another one', () => {
    const sidecar = { label: 'dashboards', value: 'yes', folderAnnotation: 'folder' };
    expect(metadataOf({ folder: 'Databases', sidecar })).toMatchObject({
      labels: { dashboards: 'yes' },
      annotations: { folder: 'Databases' },
    });
  });

  it('has one file for each dashboard, whose names no other cluster has', () => {
    const manifests = renderDashboards('ha');
    const files = Object.keys(at(configMapOf(manifests), 'data') as object);
    expect(files).toEqual(['shop.shop-db.cluster.json', 'shop.shop-db.backups.json', 'shop.shop-db.pools.json']);
    expect(refused(manifests)).toEqual([]);
  });

  it('is not made of more than it can hold', () => {
    const many = () =>
      render((folder) => {
        const db = cluster(folder, { name: 'shop-db' });
        new ClusterDashboards(folder, 'Dashboards', { name: 'shop-db-dashboards', cluster: db });
        for (let index = 0; index < 80; index++)
          db.addPooler(`P${index}`, { name: `pool-${index}`, mode: 'session', instances: 1 });
      });
    expect(many).toThrow(/dashboards have \d{7} bytes, and a ConfigMap holds 1048576: .* has 80 poolers/);
  });

  it.each(Object.entries(dashboardsOf('ha')))(
    '%s has no number of its own, and one for each panel and row',
    (_, dashboard) => {
      expect(dashboard).not.toHaveProperty('id');
      expect(dashboard.panels.map(({ id }) => id)).toEqual(dashboard.panels.map((_, index) => index + 1));
    },
  );

  it('is the same text each time', () => {
    expect(renderDashboards('ha')).toEqual(renderDashboards('ha'));
    const text = JSON.stringify(dashboardsOf('ha'));
    expect(text).not.toMatch(/"(version|iteration)":|\d{4}-\d{2}-\d{2}T/);
  });
});

describe('UIDs', () => {
  const uidsOf = (name: string, namespace: string, uid?: string) => {
    const manifests = render((folder) => {
      const db = cluster(folder, { name, namespace });
      new ClusterDashboards(folder, 'Dashboards', { name: 'shop-db-dashboards', cluster: db, ...(uid && { uid }) });
    });
    const data = at(configMapOf(manifests), 'data') as Readonly<Record<string, string>>;
    return Object.values(data).map((text) => (JSON.parse(text) as GrafanaDashboard).uid);
  };

  it('follow from namespace and name, and no two clusters share one', () => {
    expect(uidsOf('shop-db', 'shop')).toEqual(['postgres-cluster-baad594c6ef025b1']);
    expect(uidsOf('shop-db', 'shop')).not.toEqual(uidsOf('db', 'shop-shop'));
    expect(uidsOf('b', 'a-b')).not.toEqual(uidsOf('b-b', 'a'));
  });

  it('can be given, as far as Grafana takes them', () => {
    expect(uidsOf('shop-db', 'shop', 'eu-1')).toEqual(['postgres-cluster-eu-1']);
    expect(() => uidsOf('shop-db', 'shop', 'eu/1')).toThrow(/uid "eu\/1": use 1 to 20 letters, digits/);
    expect(() => uidsOf('shop-db', 'shop', 'x'.repeat(21))).toThrow(/uid/);
  });

  it('have at most 40 characters, and lead from one dashboard to the others', () => {
    const dashboards = Object.values(dashboardsOf('ha', { uid: 'x'.repeat(20) }));
    for (const { uid, links } of dashboards) {
      expect(uid.length).toBeLessThanOrEqual(40);
      const others = dashboards.filter((other) => other.uid !== uid);
      expect(links.map(({ url, title }) => [url, title])).toEqual(
        others.map((other) => [`/d/${other.uid}`, other.title]),
      );
    }
  });
});

describe('runbooks', () => {
  const linksOf = (runbooks?: string) =>
    Object.values(dashboardsOf('ha', { ...(runbooks !== undefined && { runbooks }) }))
      .flatMap(panelsOf)
      .flatMap(({ links = [] }) => links);

  it('are linked from the panels about the same, by a URL', () => {
    const links = linksOf('https://example.com/runbooks/');
    expect(links.length).toBeGreaterThan(20);
    for (const { title, url } of links) {
      const [, alert = ''] = /^Runbook: (\w+)$/.exec(title) ?? [];
      expect(CLUSTER_ALERTS).toContain(alert);
      expect(url).toBe(`https://example.com/runbooks/${alert}.md`);
    }
  });

  it('are not linked where a link would lead nowhere', () => {
    expect(linksOf()).toEqual([]);
    expect(() => linksOf('docs/runbooks')).toThrow(/runbooks "docs\/runbooks" leads nowhere from Grafana/);
  });
});
