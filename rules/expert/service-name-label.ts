import { servicesOf } from '../../manifests/cnpg/services';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

export const serviceNameLabel: Rule = {
  id: 'service-name-label',
  severity: 'error',
  kinds: [Kind.POOLER, Kind.CLUSTER],
  why: `The name of a Service is a DNS label: it starts with a letter and has no dot and at most 63 characters. The API server accepts any
DNS subdomain as the name of a Pooler, so its Deployment is created and its Service is refused. The same is true of managed services.`,
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: shop.pooler, namespace: shop}
spec: {cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: shop-pooler, namespace: shop}
spec: {cluster: {name: shop-db}}
`,
  check(manifest, { report }) {
    const own = { name: text(manifest.metadata.name) ?? '', path: 'metadata.name' };
    // Admission checks the name of a Cluster itself.
    const services =
      groupKindOf(manifest) === Kind.POOLER ? [own] : servicesOf(manifest).filter(({ path }) => path !== own.path);
    for (const { name, path } of services) {
      if (name === '' || (SERVICE_NAME.test(name) && name.length <= 63)) continue;
      report({
        path,
        message: `"${name}" cannot be the name of a Service`,
        fix: 'start with a letter, and use at most 63 lower-case letters, digits and hyphens',
      });
    }
  },
};
