import { resourcesOf } from '../../manifests/kubernetes/quantities';
import { Kind, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { aboveLimit } from '../../values/kubernetes/plausible-quantity';
import { isZero, quantityOf } from '../admission/webhook/quantity';
import type { Rule } from '../engine/rule';

export const requestAboveLimit: Rule = {
  id: 'request-above-limit',
  severity: 'error',
  // CNPG's webhook reports it for a Cluster.
  kinds: [...WORKLOAD_KINDS, Kind.OBJECT_STORE, Kind.POD, Kind.POOLER],
  why: `The API server refuses a pod with a request above its limit. For a Deployment it reports this at once. It accepts the template of a
Pooler and the sidecar of an ObjectStore, and refuses the operator later: the pooler is never created, and no instance of a Cluster that
uses the store starts again.`,
  docs: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: backups, namespace: shop}
spec:
  configuration: {destinationPath: s3://backups/}
  instanceSidecarConfiguration: {resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: backups, namespace: shop}
spec:
  configuration: {destinationPath: s3://backups/}
  instanceSidecarConfiguration: {resources: {requests: {memory: 1Gi}, limits: {memory: 2Gi}}}
`,
  check(manifest, { report }) {
    for (const { path, requests, limits } of resourcesOf(manifest)) {
      for (const [name, value] of Object.entries(requests)) {
        const [request, limit] = [quantityOf(value), quantityOf(limits[name])];
        const problem = request && limit && !isZero(limit) && aboveLimit(request, limit);
        if (!problem) continue;
        report({ path: `${path}.requests.${name}`, message: problem, fix: 'lower the request, or raise the limit' });
      }
    }
  },
};
