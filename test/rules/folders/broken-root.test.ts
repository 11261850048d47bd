import { describe, expect, it } from 'vitest';
import { isBrokenBy } from '../../../rules/folders/broken-root';

const isBroken = (said: string, isInGit = true) => isBrokenBy(`kustomize cannot build prod: ${said}`, () => isInGit);

describe('a root is broken for everybody', () => {
  it.each([
    'no resource matches strategic merge patch "Cluster.v1.postgresql.cnpg.io/shopp.[noNs]": no matches for Id Cluster.v1.postgresql.cnpg.io/shopp.[noNs]',
    "accumulating resources: accumulation err='merging resources from 'b.yaml': may not add resource with an already registered id: ConfigMap.v1.[noGrp]/a.[noNs]'",
    'replace operation does not apply: doc is missing path: /a/b: missing value',
    'invalid Kustomization: json: cannot unmarshal bool into Go struct field Selector.patches.target.ResId.name of type string',
    'nothing selected by ConfigMap.[noVer].[noGrp]/b.[noNs]:data.x',
    'failed to get the patch file from path(p.yaml): open prod/p.yaml: no such file or directory',
    'accumulating components: loader.New "must build at directory: not a valid directory: evalsymlink failure on \'c\' : lstat c: no such file or directory"',
  ])('%s', (said) => {
    expect(isBroken(said)).toBe(true);
    expect(isBrokenBy(said, () => true)).toBe(false);
  });

  it('by a file that git would have, and not by one that only its owner has', () => {
    const said = 'failed to get the patch file from path(p.yaml): open prod/p.yaml: no such file or directory';
    expect(isBroken(said, false)).toBe(false);
    expect(
      isBrokenBy(
        `flux cannot build Kustomization a/b: lstat prod/p.yaml: no such file or directory`,
        (path) => path === 'prod/p.yaml',
      ),
    ).toBe(true);
  });
});

describe('what may be missing here alone says nothing of a root', () => {
  it.each([
    'loading KV pairs: env source files: [.env]: open prod/.env: no such file or directory',
    "loading generator plugins: failed to load generator: external plugins disabled; unable to load external plugin 'ksops'",
    'trouble configuring builtin HelmChartInflationGenerator with config: ` name: x `: must specify --enable-helm',
    "accumulating resources: accumulation err='accumulating resources from 'https://example.com/x.yaml': dial tcp: no such host': evalsymlink failure on 'https:/example.com/x.yaml' : lstat https:: no such file or directory",
    'it took more than 30 seconds',
    'spawn kustomize ENOENT',
    "accumulating resources from 'a.yaml': MalformedYAMLError: yaml: control characters are not allowed in File: a.yaml",
    'invalid Kustomization: json: unknown field "sortOptions"',
    'unknown flag: --load-restrictor',
  ])('%s', (said) => {
    expect(isBroken(said)).toBe(false);
  });
});
