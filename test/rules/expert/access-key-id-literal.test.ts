import { accessKeyIdLiteral } from '../../../rules/expert/access-key-id-literal';
import { cluster, deployment, table } from './support';
import { id, REGION, store, VARIABLE, variable } from './support/plugin-and-store';

table(accessKeyIdLiteral, [
  ['of a workload', [id('AKIA' + 'IOSFODNN7' + 'EXAMPLE')], ['AWS_ACCESS_KEY_ID has a literal value']],
  ['of a sidecar', [store({}, { env: [variable('AWS_ACCESS_KEY_ID', 'writer')] })], ['literal']],
  ['of the pods of a Cluster', [cluster({ env: [variable('AWS_ACCESS_KEY_ID', 'GK0123')] })], ['literal']],
  ['from a Secret', [deployment({ env: [{ name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: REGION } }] })], []],
  ['a reference', [id('$(KEY)'), id(VARIABLE), id('')], []],
  ["AWS's form, which another rule says", [id('AKIA' + '1234567890ABCDEF')], []],
  ['another variable', [deployment({ env: [variable('AWS_REGION', 'eu-west-1')] })], []],
]);
