// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
import { describe, expect, it } from 'vitest';
import { substitute } from '../../../manifests/applied/variables';
import { at, type Manifest } from '../../../manifests/object/manifest';

const cluster = (spec: object, metadata: object = {}): Manifest => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'pg', ...metadata },
  spec,
});
const pathsOf = (manifest: Manifest, variables?: Parameters<typeof substitute>[1]) =>
  substitute(manifest, variables).unknown.map(({ path }) => path.join('.'));

describe('variables', () => {
  it.each(['${X}', '${X:=3}', '${X:-3}', '${X=3}', 'a-${X}-b', '${X/a/b}', '${X:0:3}'])('%s is unknown', (value) => {
    expect(pathsOf(cluster({ instances: value }))).toEqual(['spec.instances']);
  });

  it.each(['$${X}', '$(X)', '$X', '${1}', '{{ .X }}'])('%s is a text', (value) => {
    expect(pathsOf(cluster({ instances: value }))).toEqual([]);
  });

  it('means something else in a script, unless Flux replaces it', () => {
    const script: Manifest = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: '${A}' },
      data: { 'run.sh': 'echo ${B}' },
    };
    expect(pathsOf(script)).toEqual(['metadata.name']);
    expect(pathsOf(script, { values: new Map(), hasMore: true })).toEqual(['metadata.name', 'data.run.sh']);
    const off = {
      ...script,
      metadata: { name: 'a', labels: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } },
    };
    expect(pathsOf(off, { values: new Map(), hasMore: true })).toEqual([]);
  });

  it('is unknown in a field of any kind, and scripts and SQL are texts', () => {
    const job: Manifest = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'a' },
      spec: {
        parallelism: '${N:=1}',
        template: { containers: [{ image: 'psql:${V}', command: ['sh', '-c', 'echo ${A}'], args: ['${A}'] }] },
        query: 'SELECT 1;\nSELECT ${A};',
      },
    };
    expect(pathsOf(job)).toEqual(['spec.parallelism', 'spec.template.containers.0.image']);
    const init = { initdb: { database: '${DB}', postInitSQL: ["DO 'SELECT ${X}'"] } };
    const postgresql = { parameters: { shared_buffers: '${SIZE}' } };
    expect(pathsOf(cluster({ bootstrap: init, postgresql }))).toEqual([
      'spec.bootstrap.initdb.database',
      'spec.postgresql.parameters.shared_buffers',
    ]);
    const rule = (fields: object): Manifest => ({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'a' },
      spec: fields,
    });
    expect(pathsOf(rule({ for: '${FOR}', expr: 'up{a="${A}"} == 0' }))).toEqual(['spec.for']);
  });

  it.each([
    ['encrypted', 'ENC[AES256_GCM,data:Tr7o,iv:1,tag:Q,type:str]'],
    ['looked up by the plugin for Vault', '<path:secret/data/shop#username>'],
    ['looked up by vals', 'ref+vault://secret/shop#/username'],
  ])('is no other than what is %s', (_, value) => {
    const secret: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { user: value } };
    expect(pathsOf(secret)).toEqual(['stringData.user']);
    const isOff = { name: 'a', annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } };
    const more = { user: value, host: '${HOST}' };
    expect(pathsOf({ ...secret, metadata: isOff, stringData: more }, { values: new Map(), hasMore: true })).toEqual([
      'stringData.user',
    ]);
  });

  it('is replaced by what postBuild says, which is read as YAML again', () => {
    const { manifest, unknown } = substitute(
      cluster({
        instances: '${N}',
        logLevel: '${LEVEL:=info}',
        stopDelay: '${D:=30}',
        storage: { size: '${NOTHING}' },
      }),
      { values: new Map([['N', '3']]), hasMore: false },
    );
    expect(manifest.spec).toEqual({ instances: 3, logLevel: 'info', stopDelay: 30, storage: { size: null } });
    expect(unknown).toEqual([]);
  });

  it('stays unknown where a ConfigMap or Secret may say it', () => {
    const variables = { values: new Map([['N', '3']]), hasMore: true };
    expect(pathsOf(cluster({ instances: '${N}', logLevel: '${LEVEL:=info}' }), variables)).toEqual(['spec.logLevel']);
  });

  it('has the same sample at each place, which could be a name', () => {
    const { unknown } = substitute(
      cluster({ a: '${APP_NAME}-rw', b: '${APP_NAME}' }, { name: '${APP_NAME}' }),
      undefined,
    );
    expect(unknown.map(({ sample }) => sample)).toEqual(['var-app-name', 'var-app-name-rw', 'var-app-name']);
    expect(at(unknown[0], 'isNeeded')).toBe(true);
  });
});
