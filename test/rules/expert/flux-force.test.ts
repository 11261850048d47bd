import { describe, expect, it } from 'vitest';
import { fluxForce } from '../../../rules/expert/flux-force';
import { cluster, verdicts } from './support';
import { kustomization } from './support/flux';
import { application } from './support/gitops';

const FORCE = 'kustomize.toolkit.fluxcd.io/force';
const with_ = (metadata: object) => ({ ...cluster({}), metadata: { name: 'shop-db', namespace: 'shop', ...metadata } });
const database = (databaseReclaimPolicy: string) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Database',
  metadata: { name: 'shop', namespace: 'shop' },
  spec: { name: 'shop', owner: 'shop', cluster: { name: 'shop-db' }, databaseReclaimPolicy },
});

describe('flux-force', () => {
  it('reports what a Kustomization would delete and create again', () => {
    expect(verdicts(fluxForce, [kustomization({ force: true }), with_({})])).toEqual([
      expect.objectContaining({ message: expect.stringContaining('flux-system/databases has force: true') }),
    ]);
    expect(verdicts(fluxForce, [kustomization({ force: true }), database('delete'), database('retain')])).toHaveLength(
      1,
    );
  });

  it('reports an object that asks for it itself', () => {
    expect(verdicts(fluxForce, [with_({ labels: { [FORCE]: 'Enabled' } })])).toHaveLength(1);
  });

  it('takes the switch as an annotation and as a label', () => {
    for (const field of ['annotations', 'labels']) {
      expect(
        verdicts(fluxForce, [kustomization({ force: true }), with_({ [field]: { [FORCE]: 'disabled' } })]),
      ).toEqual([]);
    }
  });

  it('says nothing where another engine, or a Kustomization without force, may apply it', () => {
    expect(verdicts(fluxForce, [kustomization({ force: true }), application({}), cluster({})])).toEqual([]);
    expect(verdicts(fluxForce, [kustomization({ force: true }), kustomization({}, 'b'), cluster({})])).toEqual([]);
    expect(verdicts(fluxForce, [kustomization({ force: false }), cluster({})])).toEqual([]);
  });

  it('says nothing of what Flux never changes', () => {
    const found = (value: string) =>
      verdicts(fluxForce, [
        kustomization({ force: true }),
        with_({ annotations: { 'kustomize.toolkit.fluxcd.io/ssa': value } }),
      ]).length;
    expect(['IfNotPresent', 'Ignore', 'Merge', 'Override'].map(found)).toEqual([0, 0, 1, 1]);
  });
});
