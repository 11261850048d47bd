import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as repository from '../../../apps/index';
import { manifestsOf } from '../../../commands/applications/application-tree';
import { reservedNamespace } from '../../../commands/applications/reserved-namespace';
import { unregistered } from '../../../commands/new/registration';
import { acknowledged, withoutDeletions } from '../../../commands/remove/acknowledged';
import { printRemoved } from '../../../commands/remove/print-removed';
import { type RemoveRequest, removeApplication } from '../../../commands/remove/remove-application';
import {
  type Application,
  Folder,
  ImageCatalog,
  ProductionDatabase,
  type ProductionDatabaseProps,
} from '../../../constructs/index';
import { platformOf, TEST_PLATFORM } from '../../apps/support/test-platform';
import { API, SHOP } from '../../constructs/support/production-database';
import { snapshot, temporaryFolder } from '../../manifests/support/folder';
import { captured } from '../support/console';

// Formatter and synth are processes of their own: test/commands/new/first-day.process.ts has them.

const IMAGE = 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie';
const ROOT = join(__dirname, '../../..');
const HELD = ['Cluster phoenix-guardian/phoenix-guardian-db', 'ObjectStore phoenix-guardian/phoenix-guardian-backups'];
const REFUSED = HELD.map((object) => `${object} is no longer rendered`).join('\n');
let root: string;
beforeEach(() => {
  root = temporaryFolder();
  mkdirSync(join(root, 'apps'));
  for (const path of ['index.ts', 'acknowledgements.ts', 'phoenix-guardian']) {
    cpSync(join(ROOT, 'apps', path), join(root, 'apps', path), { recursive: true });
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** @param synths - what synth answers, one call after another */
function run(synths: readonly string[], given: Partial<RemoveRequest> = {}) {
  const console = captured();
  const answers = [...synths];
  const request: RemoveRequest = {
    application: 'phoenix-guardian',
    root,
    console,
    run: (_, name) => {
      const output = name === 'synth' ? (answers.shift() ?? '') : '';
      return { code: output === '' ? 0 : 1, output };
    },
    ...given,
  };
  const code = removeApplication(repository.applications, request);
  return { code, ...console.output, read: (path: string) => readFileSync(join(root, path), 'utf8') };
}

describe('an application goes', () => {
  it('with its folder and its registration, and what holds state is acknowledged', () => {
    const { code, read } = run([REFUSED], { reason: "it's over" });
    expect(code).toBe(0);
    expect(existsSync(join(root, 'apps/phoenix-guardian'))).toBe(false);
    expect(read('apps/index.ts')).not.toMatch(/phoenix/i);
    for (const object of HELD) {
      expect(read('apps/acknowledgements.ts')).toContain(`{ delete: '${object}', reason: "it's over" }`);
    }
  });

  it('without a reason where nobody has committed it', () => {
    const { code, read } = run(['']);
    expect(code).toBe(0);
    expect(read('apps/acknowledgements.ts')).toBe(readFileSync(join(ROOT, 'apps/acknowledgements.ts'), 'utf8'));
  });

  it('and says what is to be deleted, what would make it again first', () => {
    const { out } = run(['']);
    const commands = [...out.matchAll(/^ {2}kubectl delete (\S+) (\S+)/gm)].map(([, kind, name]) => `${kind} ${name}`);
    expect([...commands.slice(0, 6), commands.at(-1)]).toEqual([
      'applications.argoproj.io phoenix-guardian-api',
      'applications.argoproj.io phoenix-guardian-database',
      'appprojects.argoproj.io phoenix-guardian-api',
      'appprojects.argoproj.io phoenix-guardian-database',
      'deployments.apps api',
      'clusters.postgresql.cnpg.io phoenix-guardian-db',
      'namespace phoenix-guardian',
    ]);
  });
});

describe('a namespace may hold what others have made', () => {
  const printed = (props: Partial<ProductionDatabaseProps>, more: readonly Application[] = []) => {
    const platform = props.platform ?? TEST_PLATFORM;
    const shop = ProductionDatabase.application({ ...SHOP, platform, api: API, ...props });
    const all = [shop, ...more];
    return printRemoved(shop, manifestsOf(shop), [...all, platformOf(all, platform)]);
  };

  it('so each object is deleted by its name, and the namespace after somebody has looked', () => {
    const lines = printed({}).split('\n');
    expect(lines).toContain(
      '  kubectl delete objectstores.barmancloud.cnpg.io shop-backups -n shop --ignore-not-found',
    );
    const policies = lines.find((line) => line.includes('kubectl delete networkpolicies.networking.k8s.io '));
    expect(policies).toMatch(/( \S+){2,} -n shop --ignore-not-found$/);
    const last = lines.indexOf('  kubectl delete namespace shop');
    expect(lines[last - 2]).toMatch(/^With namespace shop goes .* Only if this shows nothing of others:$/);
    expect(lines[last - 1]).toMatch(/^ {2}kubectl get .* -n shop$/);
    expect(lines.slice(last + 1).join()).not.toContain('kubectl');
  });

  it('also one of which only some objects were declared: an adopted database beside a Deployment', () => {
    const lines = printed({ namespace: 'two', api: undefined }).split('\n');
    expect(lines.filter((line) => line.includes('kubectl delete deployments'))).toEqual([]);
    const last = lines.indexOf('  kubectl delete namespace two');
    expect(lines[last - 2]).toContain('Only if this shows nothing of others:');
  });

  it.each<[string, Partial<ProductionDatabaseProps>, string]>([
    ['kube-system', {}, "it is Kubernetes' own"],
    ['default', {}, "it is Kubernetes' own"],
    ['argocd', {}, 'it is that of Argo CD'],
    ['flux-system', {}, 'it is that of Flux'],
    ['cert-manager', {}, 'it is one of the platform test'],
    ['metrics', {}, 'it is one of the platform test'],
  ])('%s stays', (namespace, props, reason) => {
    const text = printed({ namespace, ...props });
    expect(text).toContain(`Namespace ${namespace} stays: ${reason}.\n`);
    expect(text).not.toContain('kubectl delete namespace');
    expect(text).toContain(`kubectl delete clusters.postgresql.cnpg.io shop-db -n ${namespace}`);
  });

  it('on Flux, those of its releases stay', () => {
    const platform = { ...TEST_PLATFORM, gitops: 'flux' } as const;
    const all = [platformOf([], platform)];
    expect(reservedNamespace('cnpg-system', platform, all)).toBe('is one of the platform test');
    expect(reservedNamespace('external-secrets', platform, all)).toBe('is one of the platform test');
    expect(reservedNamespace('shop', platform, all)).toBeUndefined();
  });

  it('that of another application stays', () => {
    const beside = ProductionDatabase.application({
      ...SHOP,
      name: 'till',
      namespace: 'shop',
      platform: TEST_PLATFORM,
    });
    expect(printed({}, [beside])).toContain('Namespace shop stays: it is that of till, too.\n');
    expect(printed({}, [beside])).not.toContain('kubectl delete namespace');
  });

  it('what is in no namespace may be used by others', () => {
    const build = (app: App) => {
      const folder = new Folder(app, 'images/database');
      new ImageCatalog(folder, 'Images', { name: 'images', clusterWide: true, images: { 17: IMAGE } });
    };
    const images = { name: 'images', platform: TEST_PLATFORM, suppressions: [], build };
    expect(printRemoved(images, manifestsOf(images), [images])).toContain(
      'ClusterImageCatalog images stays: it is in no namespace, and others may use it. Where nobody does: kubectl delete clusterimagecatalogs.postgresql.cnpg.io images --ignore-not-found\n',
    );
  });
});

it('on Flux, what is not protected goes with the commit', () => {
  const platform = { ...TEST_PLATFORM, gitops: 'flux' } as const;
  const shop = ProductionDatabase.application({ ...SHOP, platform, api: API });
  const printed = printRemoved(shop, manifestsOf(shop), [shop, platformOf([shop], platform)]);
  expect(printed).toContain('Flux deletes what is not protected');
  expect(printed).toContain('kubectl delete kustomizations.kustomize.toolkit.fluxcd.io shop-database -n flux-system');
  expect(printed).not.toContain('argoproj');
});

describe('everything is as it was', () => {
  it.each<[string, readonly string[], Partial<RemoveRequest>, string]>([
    [
      'without a reason',
      [REFUSED],
      {},
      `--reason is missing: git has ${HELD.join(', ')}; say why nobody needs what they hold`,
    ],
    ['where synth refuses it all the same', [REFUSED, 'another error'], { reason: 'a' }, 'another error'],
    ['where it does not compile', ['error TS1'], { reason: 'a' }, 'error TS1'],
  ])('%s', (_, synths, given, message) => {
    const before = snapshot(root);
    const { code, err } = run(synths, given);
    expect(code).toBe(1);
    expect(err).toBe(`${message}\nnothing was removed: everything is as it was\n`);
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    ['unknown', 'shoe', 'no application "shoe"'],
    ['a platform', 'aws', 'aws is a platform, not a database'],
  ])('for one that is %s', (_, application, message) => {
    const before = snapshot(root);
    expect(() => run([''], { application })).toThrow(message);
    expect(snapshot(root)).toEqual(before);
  });
});

it('another acknowledgement stays, and one is not written twice', () => {
  const text =
    "export const acknowledgements: readonly Acknowledgement[] = [\n  { delete: 'Cluster a/b', reason: 'c' },\n];\n";
  expect(acknowledged(text, ['Cluster a/b', 'Cluster d/e'], 'f$&')).toBe(
    `export const acknowledgements: readonly Acknowledgement[] = [\n{ delete: 'Cluster a/b', reason: 'c' },\n  { delete: 'Cluster d/e', reason: "f$&" },\n];\n`,
  );
  expect(() => acknowledged('export const a = 1;', [], 'a')).toThrow('has no list');
});

it('an acknowledgement goes when its object is there again, and no other', () => {
  const text = (entries: string) =>
    `/** @example { delete: 'Cluster a/b', reason: 'c' } */\nexport const acknowledgements: readonly Acknowledgement[] = [${entries}];\n`;
  const other = "\n  { delete: 'Cluster a/b2', reason: 'it is {over}' },";
  const long = "\n  {\n    delete: 'Cluster a/b',\n    reason: \"it's {over}\",\n  },";
  const reuse = "\n  { reuse: 's3://a b', reason: 'c' },\n";
  const all = text(`${other}${long}\n  { delete: 'ObjectStore a/b', reason: 'c' },${reuse}`);
  expect(withoutDeletions(all, ['Cluster a/b', 'ObjectStore a/b'])).toBe(text(other + reuse));
  expect(withoutDeletions(all, ['Cluster a/c'])).toBe(all);
});

it('one that is registered in another way is removed by hand', () => {
  expect(() => unregistered('const databases = [shop];\n', 'shop')).toThrow('remove it by hand');
  expect(unregistered("import { a } from './a/chart';\nconst databases = [\n  a,\n  b,\n];\n", 'a')).toBe(
    'const databases = [b];\n',
  );
});
