import { describe, expect, it } from 'vitest';
import { renderApplications } from '../../commands/applications/render-applications';
import {
  type Application,
  type GitOps,
  ProductionDatabase,
  type ProductionDatabaseProps,
} from '../../constructs/index';
import { API, SHOP } from '../constructs/support/production-database';
import { temporaryFolder } from '../manifests/support/folder';
import { Built } from './support/applications';
import { platformOf, TEST_PLATFORM } from './support/test-platform';

// Two applications in one namespace of a platform.

const declared = (name: string, props: Partial<ProductionDatabaseProps> = {}) =>
  ProductionDatabase.application({
    ...SHOP,
    ...props,
    name,
    namespace: 'stores',
    backup: { store: { ...SHOP.backup.store, destinationPath: `s3://${name}/db` } },
  });
const render = (applications: readonly Application[]) =>
  renderApplications({ applications, root: temporaryFolder(), outdir: 'dist', now: new Date('2026-11-21') });

describe.each<GitOps>(['argocd', 'flux'])('with %s', (gitops) => {
  const platform = { ...TEST_PLATFORM, gitops } as const;
  const both = () =>
    ['shop', 'cart'].map((name) =>
      declared(name, { platform, poolers: [{ name: `${name}-pool`, mode: 'transaction', instances: 2 }] }),
    );

  it('have it made once, and each is applied', () => {
    const { placed } = new Built(platformOf(both(), platform));
    const names = (kind: string) =>
      placed.filter(({ manifest }) => manifest.kind === kind).map(({ manifest }) => manifest.metadata.name);
    expect(names('Namespace').filter((name) => name === 'stores')).toHaveLength(1);
    const applied = names(gitops === 'flux' ? 'Kustomization' : 'Application');
    expect(applied).toEqual(expect.arrayContaining(['shop-database', 'cart-database']));
  });

  it('are closed and watched each for itself', () => {
    const applications = both();
    const { output, violations } = render([...applications, platformOf(applications, platform)]);
    expect(violations.filter(({ severity, namespace }) => severity !== 'info' && namespace === 'stores')).toEqual([]);
    for (const name of ['shop', 'cart'])
      expect(output.files.get(`${name}/database/network-policy.yaml`)).toContain(`cnpg.io/cluster: ${name}-db`);
  });
});

it('what both would make is refused, with both names and what to do', () => {
  const applications = ['shop', 'cart'].map((name) => declared(name, { api: API }));
  expect(() => render([...applications, platformOf(applications)])).toThrow(
    /Deployment stores\/api is made 2 times, by shop\/\S+ and cart\/\S+: the last one applied would win; keep one, or give one another name/,
  );
});
