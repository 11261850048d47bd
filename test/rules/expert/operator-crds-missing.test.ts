import { expect, it } from 'vitest';
import { operatorCrdsMissing } from '../../../rules/expert/operator-crds-missing';
import { verdicts } from './support';
import { helmRelease, kustomization } from './support/flux';

const release = helmRelease('cloudnative-pg', { crds: { create: false } }, '0.29.0');
const crd = (name: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name },
});
const found = (...others: object[]) => verdicts(operatorCrdsMissing, [release, ...others]).map(({ path }) => path);

it('operator-crds-missing: an operator without CRDs, unless something here brings them', () => {
  expect(found()).toEqual(['spec.values.crds.create']);
  expect(found(crd('objectstores.barmancloud.cnpg.io'))).toEqual(['spec.values.crds.create']);
  expect(found(crd('clusters.postgresql.cnpg.io'))).toEqual([]);
  expect(found(kustomization({}, 'cnpg-crds'))).toEqual([]);
  const git = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'cnpg', namespace: 'flux-system' },
    spec: { url: 'https://github.com/cloudnative-pg/cloudnative-pg', ref: { tag: 'v1.30.0' } },
  };
  expect(found(git)).toEqual([]);
});
