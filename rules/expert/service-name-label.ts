import { servicesOf } from '../../manifests/cnpg/services';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

export const serviceNameLabel: Rule = {
  id: 'service-name-label',
  severity: 'error',
  kinds: [Kind.POOLER, Kind.CLUSTER],
  why: `The name of a Service is a DNS label: it begins with a letter, has no dot and at most 63 characters. The name of a Pooler may be any
subdomain for the API server, so its Deployment appears and its Service is refused; the same is true of managed services.`,
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
    // The name of a Cluster itself is admission's.
    const services =
      groupKindOf(manifest) === Kind.POOLER ? [own] : servicesOf(manifest).filter(({ path }) => path !== own.path);
    for (const { name, path } of services) {
      if (name === '' || (SERVICE_NAME.test(name) && name.length <= 63)) continue;
      report({
        path,
        message: `"${name}" cannot be the name of a Service`,
        fix: 'begin with a letter, and use at most 63 small letters, digits and hyphens',
      });
    }
  },
};
