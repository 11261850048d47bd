import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { claimOf, OPERATOR, within } from './support';

/** An Application of the plugin's own kustomization. */
const application = (kustomize: object | undefined) =>
  dump({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'barman', namespace: 'argocd' },
    spec: {
      source: {
        repoURL: 'https://github.com/cloudnative-pg/plugin-barman-cloud.git',
        path: 'kubernetes',
        targetRevision: 'v0.14.0',
        kustomize,
      },
    },
  });

const TARGET = { kind: 'Deployment', name: 'barman-cloud' };
const APART = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'barman-cloud' } } },
    ],
  },
};
const ALONE = ['operator', '--leader-elect=false'];
const merged = (template: object, spec: object = {}) => ({
  target: TARGET,
  patch: dump({ ...TARGET, spec: { ...spec, template: { spec: template } } }),
});
const operations = (...list: object[]) => ({ target: TARGET, patch: dump(list) });
const POD = '/spec/template/spec';

function given(kustomize: object | undefined) {
  const claim = claimOf({ objectives: within('nodeLoss', '100s'), others: [OPERATOR, application(kustomize)] });
  return {
    gaps: claim.gaps.map(({ message }) => message.replace(/,? ?and without.*$/, '')),
    assumed: claim.assumptions.map(({ assumed }) => assumed).filter((each) => each.includes('plugin')),
  };
}

const FOUND = { gaps: [], assumed: [] };

describe('the plugin of a kustomization', () => {
  it.each([
    [
      'a strategic merge',
      { patches: [merged({ affinity: APART, containers: [{ name: 'barman-cloud', args: ALONE }] }, { replicas: 2 })] },
    ],
    [
      'operations, and the replicas as an option',
      {
        replicas: [{ name: 'barman-cloud', count: 2 }],
        patches: [
          operations(
            { op: 'add', path: `${POD}/affinity`, value: APART },
            { op: 'add', path: `${POD}/containers/0/args/-`, value: '--leader-elect=false' },
          ),
        ],
      },
    ],
    [
      'an argument that is replaced',
      {
        patches: [
          merged({ affinity: APART }, { replicas: 2 }),
          operations({ op: 'replace', path: `${POD}/containers/0/args/5`, value: '--leader-elect=false' }),
          { target: { kind: 'Service' }, path: 'service.yaml' },
        ],
      },
    ],
  ])('is read: %s', (_, kustomize) => {
    expect(given(kustomize)).toEqual(FOUND);
  });

  it.each([
    ['nothing is changed', undefined, 'the only pod of the Barman Cloud plugin may run on the lost node'],
    [
      'two elect a leader',
      { patches: [merged({ affinity: APART }, { replicas: 2 })] },
      'the pod of the Barman Cloud plugin that holds its lease, the only one that answers, may run on the lost node',
    ],
  ])('is not enough if %s', (_, kustomize, message) => {
    expect(given(kustomize).gaps).toEqual([message]);
  });

  it('is assumed where the pods may share a node, and where a patch cannot be read', () => {
    const two = merged({ containers: [{ name: 'barman-cloud', args: ALONE }] }, { replicas: 2 });
    const unread = { target: TARGET, path: 'placement.yaml' };
    expect(given({ patches: [two, unread] })).toEqual({
      gaps: [],
      assumed: [
        'the 2 pods of the Barman Cloud plugin are on different nodes, which Application argocd/barman does not require',
        'patches[1] in Application argocd/barman, which cannot be read here, change neither replicas, arguments nor placement of the plugin',
      ],
    });
    expect(given({ patches: [two, operations({ op: 'move', from: '/a', path: '/b' })] }).assumed).toHaveLength(2);
    expect(given({ patches: [two, { target: TARGET, patch: '{' }] }).assumed).toHaveLength(2);
  });
});
