import { expect, it } from 'vitest';
import { namespaceRemark, remarksOn } from '../../../commands/adopt/select-objects';

const cluster = (labels: Record<string, string>, annotations: Record<string, string> = {}) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'shop-db', namespace: 'shop', labels, annotations },
});
const HELM = { 'app.kubernetes.io/managed-by': 'Helm' };

it.each<[string, ReturnType<typeof cluster>, RegExp | undefined]>([
  ['by its annotation', cluster(HELM, { 'meta.helm.sh/release-name': 'shop' }), /^Helm's release shop still has it, /],
  ['by its label', cluster({ ...HELM, 'app.kubernetes.io/instance': 'pg' }), /^Helm's release pg still has it, /],
  ['not by name: helm template writes none', cluster(HELM), /^a release of Helm still has it, /],
  ['not at all', cluster({ 'app.kubernetes.io/instance': 'pg' }), undefined],
])('a release of Helm is known %s', (_, manifest, says) => {
  expect(remarksOn(manifest)).toEqual(
    says === undefined ? [] : [{ object: 'Cluster shop/shop-db', says: expect.stringMatching(says) }],
  );
});

it('a platform declares a namespace, but none that is of Kubernetes', () => {
  expect(namespaceRemark('shop').says).toContain('the platform declares it now');
  expect(namespaceRemark('default').says).toBe("it is Kubernetes' own: the platform does not declare it");
});
