import { describe, expect, it } from 'vitest';
import type { Live } from '../../../commands/status/need';
import { status } from '../../../commands/status/status';
import { at, type Manifest } from '../../../manifests/object/manifest';
import { EXAMPLES } from '../../apps/support/examples';
import { applicationOf } from '../support/application';
import { captured } from '../support/console';
import { type Change, cluster, fitting } from './support/fitting-cluster';

async function asked(platform: string, change: Change = {}, all = EXAMPLES) {
  const console = captured();
  const code = await status(all, async () => fitting(platform, all, change), { platform, console });
  const lines = console.output.out.split('\n').filter((line) => line !== '');
  return { code, lines, wrong: lines.filter((line) => !line.startsWith('ok ')) };
}

describe.each(['k3s', 'aws'])('%s', (platform) => {
  it('is well where everything is there and runs', async () => {
    const { code, wrong, lines } = await asked(platform);
    expect([code, wrong]).toEqual([0, []]);
    expect(lines).toContain('ok       cert-manager: its Deployments in cert-manager');
  });
});

describe('asks for what the applications of the platform need', () => {
  it('and for nothing of another platform', async () => {
    const [k3s, aws] = [await asked('k3s'), await asked('aws')];
    expect(k3s.lines.join('\n')).not.toMatch(/gp3|phoenix|zones/);
    expect(aws.lines.join('\n')).not.toMatch(/local-path|parametric/);
    expect(k3s.lines).toContain('ok       storage class local-path (Cluster parametric-portal-db)');
    expect(aws.lines).toContain('ok       storage class gp3-encrypted (Cluster phoenix-guardian-db)');
  });

  it.each([
    ['k3s', { StorageClass: [] }, ['MISSING  storage class local-path (Cluster parametric-portal-db)']],
    ['aws', { StorageClass: [] }, ['MISSING  storage class gp3-encrypted (Cluster phoenix-guardian-db)']],
    ['k3s', { Namespace: ['argocd', 'cnpg-system'] }, ['MISSING  namespace parametric-portal']],
  ])('%s without %o', async (platform, change, wrong) => {
    expect(await asked(platform, change)).toMatchObject({ code: 1, wrong });
  });

  it('Secrets with the keys that are read, but not those that the operator makes', async () => {
    const { wrong } = await asked('aws', { Secret: [] });
    expect(wrong).toEqual([
      'MISSING  Secret phoenix-guardian/aws-creds: ACCESS_KEY_ID, SECRET_ACCESS_KEY',
      'MISSING  Secret phoenix-guardian/phoenix-guardian-db-api: password, username',
      'MISSING  Secret phoenix-guardian/phoenix-guardian-db-operations: password, username',
      'MISSING  Secret phoenix-guardian/phoenix-guardian-db-reports: password, username',
    ]);
    const half = await asked('aws', { edit: withoutKey('aws-creds', 'ACCESS_KEY_ID') });
    expect(half.wrong).toEqual([
      'WRONG    Secret phoenix-guardian/aws-creds: ACCESS_KEY_ID, SECRET_ACCESS_KEY: it has no ACCESS_KEY_ID',
    ]);
  });

  it('whatever they are', async () => {
    const platform = { name: 'lab', target: { operator: '1.28.0', plugin: '0.11.0', kubernetes: '1.34' }, nodes: 1 };
    const shop = applicationOf('shop', [cluster('shop', 'fast')], {
      platform: { ...platform, storageClasses: ['fast'] },
    });
    const { wrong } = await asked('lab', { StorageClass: [], Node: [], CustomResourceDefinition: [] }, [shop]);
    expect(wrong).toEqual([
      'MISSING  kind Cluster of postgresql.cnpg.io/v1',
      'MISSING  storage class fast (Cluster shop-db)',
      'WRONG    ready nodes: 1: 0 of 1',
    ]);
  });
});

describe('what must run', () => {
  it.each([
    ['cnpg', 'MISSING  cloudnative-pg: its Deployments in cnpg-system', 'MISSING  cloudnative-pg 1.28.0'],
    ['cert-manager', 'MISSING  cert-manager: its Deployments in cert-manager'],
  ])('release %s, not only its kinds', async (release, ...wrong) => {
    const edit = (each: Manifest) =>
      each.metadata.labels?.['app.kubernetes.io/instance'] === release ? undefined : each;
    expect(await asked('k3s', { edit })).toMatchObject({ code: 1, wrong });
  });

  it('with all of its pods', async () => {
    const edit = (each: Manifest) =>
      each.metadata.name === 'cert-manager' ? { ...each, spec: { replicas: 2 }, status: { readyReplicas: 1 } } : each;
    expect((await asked('k3s', { edit })).wrong).toEqual([
      'WRONG    cert-manager: its Deployments in cert-manager: cert-manager 1 of 2 ready',
    ]);
  });

  it('in the version of the platform', async () => {
    const { wrong } = await asked('aws', {
      edit: (each) => JSON.parse(JSON.stringify(each).replaceAll('cloudnative-pg:1.30.0', 'cloudnative-pg:1.29.2')),
    });
    expect(wrong).toEqual(['WRONG    cloudnative-pg 1.30.0: 1.29.2 runs']);
  });

  it('on enough nodes in enough zones, which are ready', async () => {
    const down = (each: Manifest) =>
      each.metadata.name === 'node-2'
        ? { ...each, status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }
        : each;
    expect((await asked('aws', { edit: down })).wrong).toEqual([
      'WRONG    ready nodes: 3: 2 of 3',
      'WRONG    zones with ready nodes: 3: 2 of 3',
    ]);
  });

  it('with Argo CD told what this release says of databases', async () => {
    const edit = (each: Manifest) =>
      each.metadata.name === 'argocd-cm'
        ? { ...each, data: { ...(at(each, 'data') as object), [HEALTH]: 'old' } }
        : each;
    expect((await asked('k3s', { edit })).wrong).toEqual([
      `WRONG    Argo CD: ConfigMap argocd-cm is patched: without ${HEALTH} of apps/platforms/argocd-cm.yaml`,
    ]);
  });
});

it('lists each kind of the cluster once', async () => {
  const lists: string[] = [];
  const live = fitting('k3s', EXAMPLES, {});
  const counting: Live = {
    ...live,
    list: (...of) => {
      lists.push(of.join(' '));
      return live.list(...of);
    },
  };
  await status(EXAMPLES, async () => counting, { platform: 'k3s', console: captured() });
  expect(new Set(lists).size).toBe(lists.length);
});

it('names the platforms there are', async () => {
  await expect(asked('eks')).rejects.toThrow('no platform "eks": there is k3s, aws');
});

const HEALTH = 'resource.customizations.health.postgresql.cnpg.io_Cluster';

function withoutKey(secret: string, key: string) {
  return (each: Manifest) =>
    each.metadata.name === secret ? { ...each, data: { ...(at(each, 'data') as object), [key]: '' } } : each;
}
