import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Include } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { Folder, ObjectStore, S3Credentials } from '../../../constructs/index';
import { SealedSecret } from '../../../constructs/secrets/sealed-secret';
import { SopsSecret } from '../../../constructs/secrets/sops-secret';
import { layout, place } from '../../../manifests/files/layout';
import { render as renderTree } from '../../../manifests/files/render';
import { judge } from '../../../rules/engine/judge';
import { RULES } from '../../../rules/expert';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { only, render } from '../support/render';

// What the two tools make, with the forms and lengths of the real thing and nothing in it.
const sealed = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(560, 7)]).toString('base64');
const encrypted = (content: string) =>
  `ENC[AES256_GCM,data:${content},iv:${'a'.repeat(43)}=,tag:${'b'.repeat(22)}==,type:str]`;
const file = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'aws-creds', namespace: 'shop' },
  stringData: { ACCESS_KEY_ID: encrypted('eA=='), SECRET_ACCESS_KEY: encrypted('eQ==') },
  sops: {
    age: [{ recipient: 'age1x', enc: 'x' }],
    lastmodified: '2026-01-01T00:00:00Z',
    mac: encrypted('eg=='),
    version: '3.11.0',
  },
};

function violations(build: (folder: Folder) => void) {
  const documents = render(build).map((manifest, document) => ({ manifest, file: null, document }));
  return judge(documents, { target: DEFAULT_TARGET, now: new Date('2026-07-15') }).filter(
    ({ severity }) => severity === 'error',
  );
}

describe('SealedSecret', () => {
  it('is written whole, and takes the place of the Secret that it becomes', () => {
    const build = (folder: Folder) => {
      const credentials = new SealedSecret(folder, 'AwsCreds', {
        name: 'aws-creds',
        encryptedData: { ACCESS_KEY_ID: sealed, SECRET_ACCESS_KEY: sealed },
      });
      const keys = { accessKeyId: 'ACCESS_KEY_ID', secretAccessKey: 'SECRET_ACCESS_KEY' };
      new ObjectStore(folder, 'Backups', {
        name: 'shop-backups',
        destinationPath: 's3://shop-backups/db',
        credentials: S3Credentials.fromSecret(credentials, keys),
      });
    };
    expect(only(render(build), 'SealedSecret')).toEqual({
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'aws-creds', namespace: 'shop' },
      spec: { encryptedData: { ACCESS_KEY_ID: sealed, SECRET_ACCESS_KEY: sealed } },
    });
    expect(violations(build)).toEqual([]);
  });

  it('passes on type and labels, and its scope to both objects', () => {
    const [manifest] = render((folder) => {
      new SealedSecret(folder, 'Reporting', {
        name: 'reporting',
        encryptedData: { username: sealed, password: sealed },
        scope: 'namespace-wide',
        type: 'kubernetes.io/basic-auth',
        secretLabels: { 'cnpg.io/reload': 'true' },
        annotations: { note: 'x' },
      });
    });
    const annotations = { 'sealedsecrets.bitnami.com/namespace-wide': 'true' };
    expect(manifest?.metadata.annotations).toEqual({ note: 'x', ...annotations });
    expect(manifest?.spec).toMatchObject({
      template: { metadata: { annotations, labels: { 'cnpg.io/reload': 'true' } }, type: 'kubernetes.io/basic-auth' },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['nothing', {}, 'encryptedData is empty'],
    ['a key that no Secret has', { 'a b': sealed }, 'key "a b"'],
  ])('refuses %s', (_, encryptedData, message) => {
    const build = (folder: Folder) => new SealedSecret(folder, 'S', { name: 's', encryptedData });
    expect(() => render(build)).toThrow(message);
  });

  it('is refused by a rule where kubeseal did not make the value', () => {
    const build = (folder: Folder) =>
      new SealedSecret(folder, 'S', { name: 's', encryptedData: { password: 'aHVudGVyMg==' } });
    expect(violations(build)).toEqual([
      expect.objectContaining({
        rule: 'secret-value',
        path: 'spec.encryptedData',
        message: expect.stringMatching(/^the values of password/),
      }),
    ]);
  });
});

describe('SopsSecret', () => {
  it('is written as it is, in the order of its file, and judged as encrypted', () => {
    const [manifest] = render((folder) => new SopsSecret(folder, 'AwsCreds', file));
    expect(JSON.stringify(manifest)).toBe(JSON.stringify(file));
    expect(violations((folder) => new SopsSecret(folder, 'AwsCreds', file))).toEqual([]);
    render((folder) => expect(new SopsSecret(folder, 'AwsCreds', file).name).toBe('aws-creds'));
  });

  it.each<[string, object, string]>([
    ['another kind', { ...file, kind: 'ConfigMap' }, 'this is v1 ConfigMap'],
    ['a Secret that is not encrypted', { ...file, sops: undefined }, 'has no `sops.mac`'],
    ['a value that is not encrypted', { ...file, stringData: { password: 'x' } }, 'sops has not encrypted password'],
    [
      'another namespace',
      { ...file, metadata: { name: 'aws-creds' } },
      'metadata.namespace is undefined; write "shop"',
    ],
    ['no name', { ...file, metadata: { namespace: 'shop' } }, 'metadata.name ""'],
  ])('refuses %s', (_, given, message) => {
    expect(() => render((folder) => new SopsSecret(folder, 'S', { ...given }))).toThrow(message);
  });

  it('is the only one of its folder', () => {
    const build = (folder: Folder) => {
      new SopsSecret(folder, 'A', file);
      new SopsSecret(folder, 'B', { ...file, metadata: { name: 'b', namespace: 'shop' } });
    };
    expect(() => render(build)).toThrow('shop--database/B: shop--database/A is in this folder too');
  });

  it('is refused by a rule where somebody put a value in afterwards', () => {
    const data = { ...file.stringData, SECRET_ACCESS_KEY: 'plain' };
    const documents = [{ manifest: { ...file, stringData: data }, file: null, document: 0 }];
    const found = judge(documents, { target: DEFAULT_TARGET, now: new Date('2026-07-15'), only: { rules: RULES } });
    expect(found.map(({ rule, message }) => [rule, /values of (\w+) /.exec(message)?.[1]])).toEqual([
      ['secret-value', 'SECRET_ACCESS_KEY'],
    ]);
  });
});

it('Include of cdk8s brings YAML of other tools into a folder of dist', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cnpg-gitops-include-'));
  try {
    const path = join(folder, 'sealed.yaml');
    const spec = { encryptedData: { password: sealed } };
    const manifest = {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'a', namespace: 'shop' },
      spec,
    };
    writeFileSync(path, JSON.stringify(manifest));
    const app = new App();
    new Include(new Folder(app, 'shop/database', { namespace: 'shop' }), 'Sealed', { url: path });
    const files = layout(place(renderTree(app)));
    expect([...files.keys()]).toEqual(['shop/database/kustomization.yaml', 'shop/database/sealed-secret.yaml']);
    expect(files.get('shop/database/sealed-secret.yaml')).toContain(sealed);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
