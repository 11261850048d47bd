import { secretLiteral } from '../../../rules/expert/secret-literal';
import { cluster, table } from './support';
import { id } from './support/plugin-and-store';

table(secretLiteral, [
  [
    'a key of AWS',
    [id('AKIA' + '1234567890ABCDEF'), id('ASIA' + 'QWERTZUIOPASDF23')],
    ['an access key of AWS', 'an access key of AWS'],
  ],
  [
    'in an annotation',
    [
      {
        ...cluster({}),
        metadata: { name: 'a', namespace: 'shop', annotations: { who: 'key AKIA' + 'Z7QWERTZUIOP2345' } },
      },
    ],
    ['an access key of AWS'],
  ],
  [
    'in the patches of a kustomization, and not in its Secrets, which another rule checks',
    [
      {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        metadata: {},
        secretGenerator: [{ name: 's', literals: ['password=hunter2'] }],
        patches: [{ patch: 'spec: {uri: "postgresql://a:hunter2@db/a"}' }],
      },
    ],
    ['a password in a URL'],
  ],
]);
