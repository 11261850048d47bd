import { describe, expect, it } from 'vitest';
import { findCrds, mergeCrds } from '../../../commands/import/find-crds';

const source = (text: string, origin = 'x') =>
  findCrds(origin, [{ origin, label: `${origin}.yaml`, release: '1.0.0', text }]);

const crd = (metadata: string, field = 'a') => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: certificates.cert-manager.io, ${metadata} }
spec:
  group: cert-manager.io
  names: { kind: Certificate, plural: certificates }
  scope: Namespaced
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { properties: { ${field}: { type: string } } } } }
`;

const other = 'kind: CustomResourceDefinition\nspec: { group: cert-manager.io, names: { kind: ClusterIssuer } }\n';

describe('findCrds', () => {
  it('takes the kinds in use and names the others', () => {
    const { crds, skipped } = source(`${crd('')}---\n${other}---\nkind: Deployment\n---\n- 1\n---\ntext\n`);
    expect(crds).toMatchObject([{ group: 'cert-manager.io', kind: 'Certificate', origin: 'x', release: '1.0.0' }]);
    expect(skipped).toEqual(['ClusterIssuer (cert-manager.io)']);
  });

  it.each([
    ['labels: { app.kubernetes.io/version: v1.21.1 }', '1.21.1'],
    ['annotations: { operator.prometheus.io/version: 0.93.0 }', '0.93.0'],
    ['annotations: { controller-gen.kubebuilder.io/version: v0.16.5 }', '1.0.0'],
    ['labels: { app.kubernetes.io/version: latest }', '1.0.0'],
  ])('takes the version from %s', (metadata, release) => {
    expect(source(crd(metadata)).crds[0]?.release).toBe(release);
  });

  it.each([
    ['only a kind without use', other, 'x: holds no CRD of a kind in use, only ClusterIssuer (cert-manager.io)'],
    ['nothing', '', 'x: holds no CRD of a kind in use\n  kinds in use: Application, AppProject'],
    [
      'a group named after a method',
      other.replace('cert-manager.io', 'constructor'),
      'only ClusterIssuer (constructor)',
    ],
    ['a kind that is a path', crd('').replace('kind: Certificate', 'kind: ../../x'), 'only ../../x (cert-manager.io)'],
    ['a key that would pollute', crd('', '__proto__'), 'x.yaml: CRD certificates.cert-manager.io: a key __proto__'],
    [
      'a schema that holds itself',
      crd('', 'a: &a { items: *a }, b'),
      'x.yaml: CRD certificates.cert-manager.io: nested',
    ],
    ['a CRD without spec.scope', crd('').replace('scope:', 'was:'), 'CRD certificates.cert-manager.io: spec.scope is'],
  ])('refuses %s', (_, text, message) => {
    expect(() => source(text)).toThrow(message);
  });
});

describe('merge', () => {
  it('takes the same from two sources once, whatever their order', () => {
    const [a, b] = [source(crd(''), 'a').crds, source(crd('labels: { x: y }'), 'b').crds];
    expect(mergeCrds([...a, ...b])).toEqual(a);
    expect(mergeCrds([...b, ...a])).toEqual(a);
  });

  it('refuses two sources that differ about a kind', () => {
    const [a, b] = [source(crd('', 'a'), 'a').crds, source(crd('', 'b'), 'b').crds];
    expect(() => mergeCrds([...b, ...a])).toThrow(
      'cert-manager.io/Certificate is given twice and differs: by a and by b',
    );
  });
});
