import { describe, expect, it } from 'vitest';
import { findCrds } from '../../../commands/import/find-crds';
import { recordedVersions, recordSources } from '../../../commands/import/record';

const crd = (field: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: certificates.cert-manager.io }
spec:
  group: cert-manager.io
  names: { kind: Certificate, plural: certificates }
  scope: Namespaced
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { properties: { ${field}: { type: string } } } } }
`;

const found = (origin: string, release: string | null, field = 'a') =>
  findCrds(origin, [{ origin, label: origin, release, text: crd(field) }]).crds;

const entries = (text: string) =>
  JSON.parse(text) as { name: string; version: string; origin: string; sha256: string }[];

const URL = 'https://example.com/v1.21.1/crds.yaml';
const old = recordSources(null, found('cert-manager-1.21.1', '1.21.1'), undefined);

describe('recordSources', () => {
  it('records name, version, origin and hash', () => {
    expect(entries(old)).toEqual([
      {
        name: 'certificates.cert-manager.io',
        version: '1.21.1',
        origin: 'cert-manager-1.21.1',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
  });

  it.each([
    [
      'equal content of unknown version keeps the entry',
      found('stdin', null),
      undefined,
      '1.21.1',
      'cert-manager-1.21.1',
    ],
    ['equal content and version keeps the entry', found('copy', '1.21.1'), undefined, '1.21.1', 'cert-manager-1.21.1'],
    ['a URL says more than a folder', found(URL, '1.21.1'), undefined, '1.21.1', URL],
    [
      'a URL without a version does not lose it',
      found('https://x.io/main', null),
      undefined,
      '1.21.1',
      'https://x.io/main',
    ],
    ['another version replaces it', found('copy', '1.22.0'), undefined, '1.22.0', 'copy'],
    ['the version given wins', found('copy', '1.22.0'), '1.23.0', '1.23.0', 'copy'],
    ['other content replaces it', found('stdin', null, 'b'), undefined, null, 'stdin'],
  ])('%s', (_, crds, release, version, origin) => {
    expect(entries(recordSources(old, crds, release))).toMatchObject([{ version, origin }]);
  });

  it('keeps the entries of other inputs, sorted by name', () => {
    const before = JSON.stringify([
      { name: 'z', origin: 'o' },
      { name: 'a', version: '17' },
    ]);
    const names = entries(recordSources(before, found('x', null), undefined)).map(({ name }) => name);
    expect(names).toEqual(['a', 'certificates.cert-manager.io', 'z']);
    expect([...recordedVersions(before)]).toEqual([
      ['z', null],
      ['a', '17'],
    ]);
  });

  it('refuses a broken record', () => {
    expect(() => recordSources('{', found('x', null), undefined)).toThrow('sources.json is not JSON');
  });
});
