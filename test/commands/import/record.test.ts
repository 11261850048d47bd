import { describe, expect, it } from 'vitest';
import { type FoundCrd, findCrds } from '../../../commands/import/find-crds';
import { recordedRelease, recordedVersion, recordSources } from '../../../commands/import/record';

const CERT_MANAGER = { group: 'cert-manager.io', kind: 'Certificate', plural: 'certificates' };

const crd = (field: string, { group, kind, plural }: typeof CERT_MANAGER) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${plural}.${group} }
spec:
  group: ${group}
  names: { kind: ${kind}, plural: ${plural} }
  scope: Namespaced
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { properties: { ${field}: { type: string } } } } }
`;

const CNPG = { group: 'postgresql.cnpg.io', kind: 'Backup', plural: 'backups' };

const found = (origin: string, release: string | null, field = 'a', names = CERT_MANAGER) =>
  findCrds(origin, [{ origin, label: origin, release, text: crd(field, names) }]).crds;

const entries = (text: string) =>
  JSON.parse(text) as { name: string; version: string; origin: string; sha256: string }[];

const URL = 'https://example.com/v1.21.1/crds.yaml';
const old = recordSources(null, found('cert-manager-1.21.1', '1.21.1'));

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
    ['equal content of unknown version keeps the entry', found('stdin', null), '1.21.1', 'cert-manager-1.21.1'],
    ['equal content and version keeps the entry', found('copy', '1.21.1'), '1.21.1', 'cert-manager-1.21.1'],
    ['a URL says more than a folder', found(URL, '1.21.1'), '1.21.1', URL],
    ['a URL without a version does not lose it', found('https://x.io/main', null), '1.21.1', 'https://x.io/main'],
    ['another version replaces it', found('copy', '1.22.0'), '1.22.0', 'copy'],
    ['other content replaces it', found('stdin', null, 'b'), null, 'stdin'],
  ])('%s', (_, crds, version, origin) => {
    expect(entries(recordSources(old, crds))).toMatchObject([{ version, origin }]);
  });

  it('keeps each release of a product of which several are known, oldest first', () => {
    const crds = ['1.10.0', '1.9.0'].flatMap((release) => found(release, release, 'a', CNPG));
    const both = recordSources(null, crds);
    expect(entries(both).map(({ version }) => version)).toEqual(['1.9.0', '1.10.0']);
    const again = recordSources(both, found('copy', '1.9.0', 'b', CNPG));
    expect(entries(again)).toMatchObject([{ version: '1.9.0', origin: 'copy' }, { version: '1.10.0' }]);
  });

  it('keeps the entries of other inputs, sorted by name', () => {
    const before = JSON.stringify([
      { name: 'z', origin: 'o' },
      { name: 'a', version: '17' },
    ]);
    const names = entries(recordSources(before, found('x', null))).map(({ name }) => name);
    expect(names).toEqual(['a', 'certificates.cert-manager.io', 'z']);
    expect(['z', 'a', 'b'].map((name) => recordedVersion(before, name))).toEqual([null, '17', null]);
  });

  it('knows the release of a CRD with the same content', () => {
    const [same, other] = [found('stdin', null), found('stdin', null, 'b')].flat() as [FoundCrd, FoundCrd];
    expect([recordedRelease(old, same), recordedRelease(old, other)]).toEqual(['1.21.1', undefined]);
  });

  it('refuses a broken record', () => {
    expect(() => recordSources('{', found('x', null))).toThrow('sources.json is not JSON');
  });
});
