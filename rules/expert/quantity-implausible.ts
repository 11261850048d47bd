import { amountsOf, KINDS_WITH_AMOUNTS } from '../../manifests/kubernetes/quantities';
import { remember } from '../../values/collections/remember';
import { type Implausible, implausible, type QuantityOf } from '../../values/kubernetes/plausible-quantity';
import { quantityOf } from '../admission/webhook/quantity';
import type { Rule } from '../engine/rule';

export const quantityImplausible: Rule = {
  id: 'quantity-implausible',
  severity: 'error',
  kinds: KINDS_WITH_AMOUNTS,
  why: `Kubernetes reads every quantity by one grammar, in which \`m\` is a thousandth and \`Gi\` a factor of 2^30. So \`512m\` of memory is
half a byte and no container starts; \`2Gi\` of CPU is more cores than exist and the pod stays pending; a volume of \`20\` has twenty bytes.
All are valid quantities: neither the API server nor the operator objects.`,
  docs: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  storage: {size: 10Gi}
  resources: {limits: {memory: 512m}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  storage: {size: 10Gi}
  resources: {limits: {memory: 512Mi}}
`,
  check(manifest, { report }) {
    for (const { path, value, of } of amountsOf(manifest)) {
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      const problem = PROBLEMS[of](String(value));
      if (problem === undefined) continue;
      report({
        path,
        message: `${problem.says}, which is implausible`,
        fix: `write ${problem.meant}, if that is meant`,
      });
    }
  },
};

function problemOf(of: QuantityOf): (text: string) => Implausible | undefined {
  return remember((text) => {
    const quantity = quantityOf(text);
    return quantity && implausible(of, text, quantity);
  });
}

const PROBLEMS: Readonly<Record<QuantityOf, (text: string) => Implausible | undefined>> = {
  cpu: problemOf('cpu'),
  memory: problemOf('memory'),
  storage: problemOf('storage'),
  scratch: problemOf('scratch'),
};
