import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../../manifests/object/manifest';
import { admit } from '../../../../rules/admission';
import { schemaReleases } from '../../../../rules/admission/server/schema-releases';
import { judge } from '../../../../rules/engine/judge';
import { DEFAULT_TARGET } from '../../../../values/cnpg/target';
import { cluster, cnpg } from '../support';

const CNPG = 'postgresql.cnpg.io';
const at = (operator: string) => ({ ...DEFAULT_TARGET, operator });

/** Everything said but the note on the target, as `severity rule path`. */
function said(manifest: Manifest, operator: string, old?: Manifest): string[] {
  const findings = admit(manifest, { target: at(operator), ...(old && { old }) });
  return findings.flatMap(({ rule, severity, path }) =>
    rule === 'target-schema' ? [] : `${severity} ${rule} ${path}`,
  );
}

describe('the schemas by which a version is judged', () => {
  it.each([
    ['1.27.9', { by: '1.28.0' }],
    ['1.28.0', { by: '1.28.0' }],
    ['v1.28', { by: '1.28.0' }],
    ['1.28.3', { by: '1.28.0', also: '1.28.4' }],
    ['1.28.4', { by: '1.28.4' }],
    ['1.28.9', { by: '1.28.4', also: '1.29.2' }],
    ['1.29.0-rc1', { by: '1.29.2', also: '1.28.0' }],
    ['1.29.1', { by: '1.29.2', also: '1.28.0' }],
    ['1.29.3', { by: '1.29.2', also: '1.30.0' }],
    ['1.30.0', { by: '1.30.0' }],
  ])('%s: %j', (operator, { by, also }: { by: string; also?: string }) => {
    expect(schemaReleases(CNPG, at(operator))).toMatchObject({ by, mayKnowMore: false, ...(also && { also }) });
    expect(schemaReleases(CNPG, at(operator))?.also).toBe(also);
  });

  it.each(['1.30.1', '1.31.0', '2.0.0'])('%s: the newest, and it may know more', (operator) => {
    expect(schemaReleases(CNPG, at(operator))).toMatchObject({ by: '1.30.0', mayKnowMore: true });
  });

  it('are those of one release for other products, whatever the target', () => {
    expect(schemaReleases('cert-manager.io', DEFAULT_TARGET)).toBeUndefined();
  });
});

describe('a field', () => {
  const selectors = cluster({ podSelectorRefs: [{ name: 'app', selector: { matchLabels: { app: 'x' } } }] });

  it('that came with a later release is unknown to the earlier ones', () => {
    const unknown = ['error unknown-field spec.podSelectorRefs'];
    expect(['1.27.0', '1.28.0', '1.28.3', '1.28.4'].map((each) => said(selectors, each))).toEqual(
      Array(4).fill(unknown),
    );
    expect(['1.29.0', '1.29.2', '1.30.0', '1.31.0'].map((each) => said(selectors, each))).toEqual(Array(4).fill([]));
  });

  const lz4 = cluster({
    backup: {
      barmanObjectStore: {
        destinationPath: 's3://a/',
        s3Credentials: { inheritFromIAMRole: true },
        data: { compression: 'lz4' },
      },
    },
  });

  it('whose patch release is not known is no error between the two releases that differ', () => {
    const path = 'spec.backup.barmanObjectStore.data.compression';
    expect(said(lz4, '1.28.0')).toContain(`error schema-enum ${path}`);
    expect(said(lz4, '1.28.2')).toContain(`warning schema-enum ${path}`);
    expect(said(lz4, '1.28.4').join()).not.toContain(path);
  });

  it('may be of a release that is newer than all that are known', () => {
    const typo = cluster({ instance: 3 });
    expect(said(typo, '1.30.0')).toEqual(['error unknown-field spec.instance']);
    expect(said(typo, '1.31.0')).toEqual(['warning unknown-field spec.instance']);
    expect(said(cluster({ instance: 3, logLevel: 'x' }), '1.31.0')).toContain('error schema-enum spec.logLevel');
  });

  it('that no release knows is an error between two', () => {
    expect(said(cluster({ instance: 3 }), '1.28.2')).toEqual(['error unknown-field spec.instance']);
  });
});

it('a rule that came late in a minor is no error for its first releases', () => {
  const [old, moved] = ['a', 'b'].map((name) => cnpg('Pooler', { spec: { cluster: { name } } })) as [
    Manifest,
    Manifest,
  ];
  expect(['1.28.0', '1.28.3'].map((each) => said(moved, each, old))).toEqual([[], []]);
  expect(['1.29.0', '1.29.1'].map((each) => said(moved, each, old))).toEqual(
    Array(2).fill(['warning schema-cel spec.cluster']),
  );
  expect(['1.28.4', '1.29.2', '1.30.0'].map((each) => said(moved, each, old))).toEqual(
    Array(3).fill(['error schema-cel spec.cluster']),
  );
});

it('a kind that came later is no kind of the releases before it', () => {
  const role = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'DatabaseRole', metadata: { name: 'app' } };
  const manifest = { ...role, spec: { cluster: { name: 'pg' }, name: 'app' } };
  expect(admit(manifest, { target: at('1.30.0') })).toEqual([]);
  for (const operator of ['1.28.0', '1.29.0', '1.29.2', '1.29.5']) {
    expect(admit(manifest, { target: at(operator) })).toEqual([
      expect.objectContaining({
        ...{ rule: 'api-version-unserved', severity: 'error', path: 'kind' },
        message: expect.stringContaining(
          'has no DatabaseRole: of the releases known here, 1.30.0 is the first that has it',
        ),
        fix: `upgrade CloudNativePG from ${operator} to 1.30.0 or newer, or remove the object`,
      }),
    ]);
  }
});

it('is said once a run', () => {
  const documents = [cluster(), cluster(), cnpg('Backup')].map((manifest, document) => ({
    manifest,
    file: null,
    document,
  }));
  const found = judge(documents, { target: at('1.28.2'), now: new Date(0) });
  expect(found.filter(({ rule }) => rule === 'target-schema')).toHaveLength(1);
});
