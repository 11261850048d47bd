import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { at } from '../../../manifests/object/manifest';
import { Index } from '../../../manifests/object/object-index';
import { complianceEntries, PARAGRAPHS, proveCompliance } from '../../../rules/compliance';
import { judge } from '../../../rules/engine/judge';
import { validate } from '../../../rules/engine/validate';
import { assessed, type Changes, DECLARED, manifestsOf, missing, NOW, PARAMETERS, TARGET } from './support';

const ROOT = join(__dirname, '../../..');
const ROLES = 'cluster.spec.managed.roles';

it('misses nothing in a cluster that has everything', () => {
  expect(missing({})).toEqual([]);
  expect(assessed().every(({ evidence }) => evidence.length > 0)).toBe(true);
});

describe('without a single element, exactly the safeguards are missing that need it', () => {
  it.each<[path: string, instead: unknown, rules: string[]]>([
    ['cluster.spec.enableSuperuserAccess', true, ['hipaa-roles']],
    [`${ROLES}.0`, { name: 'other', login: true, disablePassword: true }, ['hipaa-roles']],
    [`${ROLES}.0.passwordSecret`, undefined, ['hipaa-credentials']],
    [`${ROLES}.0.superuser`, true, ['hipaa-roles']],
    [`${ROLES}.0.login`, false, ['hipaa-roles']],
    [`${ROLES}.1.bypassrls`, true, ['hipaa-roles']],
    [`${ROLES}.1.ensure`, 'absent', ['hipaa-roles']],
    [`${ROLES}.2.inRoles`, ['app'], ['hipaa-roles']],
    [`${ROLES}.2.passwordSecret.name`, 'shop-db-api', ['hipaa-credentials']],
    ['cluster.spec.bootstrap.initdb.owner', 'shop_api', ['hipaa-roles']],
    [`${PARAMETERS}/idle_session_timeout`, undefined, ['hipaa-idle-sessions']],
    [`${PARAMETERS}/idle_in_transaction_session_timeout`, '901s', ['hipaa-idle-sessions']],
    ['cluster.spec.bootstrap.initdb.postInitApplicationSQLRefs', undefined, ['hipaa-tenants']],
    ['tenants', undefined, ['hipaa-tenants']],
    ['cluster.spec.storage.storageClass', undefined, ['hipaa-storage-encryption']],
    ['cluster.spec.walStorage.storageClass', 'gp2', ['hipaa-storage-encryption']],
    ['cluster.spec.tablespaces.0.storage.pvcTemplate', undefined, ['hipaa-storage-encryption']],
    ['store.spec.configuration.wal', undefined, ['hipaa-backup-encryption']],
    ['store.spec.configuration.data.encryption', '', ['hipaa-backup-encryption']],
    ['store', undefined, ['hipaa-backup-encryption', 'hipaa-recovery-window']],
    ['cluster.spec.plugins', undefined, ['hipaa-backup-encryption', 'hipaa-recovery-window']],
    [`${PARAMETERS}/pgaudit.log`, 'read,write,role', ['hipaa-audit']],
    [`${PARAMETERS}/pgaudit.log_relation`, undefined, ['hipaa-audit']],
    ['cluster.spec.imageName', 'ghcr.io/cloudnative-pg/postgresql:17.7-minimal-trixie', ['hipaa-audit']],
    ['cluster.spec.postgresql.enableAlterSystem', true, ['hipaa-audit']],
    [`${PARAMETERS}/log_connections`, undefined, ['hipaa-connection-log']],
    [`${PARAMETERS}/log_disconnections`, 'false', ['hipaa-connection-log']],
    [`${PARAMETERS}/pgaudit.log_statement`, undefined, ['hipaa-log-values']],
    [`${PARAMETERS}/log_parameter_max_length`, undefined, ['hipaa-log-values']],
    [`${PARAMETERS}/log_min_error_statement`, undefined, ['hipaa-log-values']],
    [`${PARAMETERS}/log_min_duration_statement`, '0ms', ['hipaa-log-values']],
    [`${PARAMETERS}/fsync`, 'off', ['hipaa-integrity']],
    [`${PARAMETERS}/password_encryption`, 'md5', ['hipaa-authentication']],
    [
      'cluster.spec.postgresql.pg_hba',
      ['hostssl all all all trust', 'hostnossl all all all reject'],
      ['hipaa-authentication'],
    ],
    ['cluster.spec.postgresql.pg_hba', undefined, ['hipaa-transmission']],
    [`${PARAMETERS}/ssl_min_protocol_version`, 'TLSv1.1', ['hipaa-transmission']],
    ['policy', undefined, ['hipaa-network']],
    ['policy.spec.podSelector.matchLabels.role', 'primary', ['hipaa-network']],
    ['policy.spec.ingress.0.from', undefined, ['hipaa-network']],
    ['schedule', undefined, ['hipaa-recovery-window']],
    ['store.spec.retentionPolicy', '7d', ['hipaa-recovery-window']],
    ['declared.storage', { other: 'LUKS' }, ['hipaa-storage-encryption']],
    ['declared.access.runtime', 'nobody', ['hipaa-roles']],
    ['declared.idleSessions', '14m', ['hipaa-idle-sessions']],
    ['declared.audit.classes', ['write', 'role', 'ddl', 'function'], ['hipaa-audit']],
  ])('%s as %j', (path, instead, rules) => expect(missing({ [path]: instead })).toEqual(rules));

  it('the promised window', () => {
    expect(missing({ 'cluster.metadata.annotations': {} })).toEqual(['hipaa-recovery-window']);
  });
});

describe('the table', () => {
  it('has a row for each rule, and each rule once', () => {
    const rows: string[] = assessed().map(({ safeguard }) => safeguard.rule);
    expect(['compliance-invalid', ...rows]).toEqual(complianceEntries().map(({ id }) => id));
  });

  it('leaves no paragraph without a safeguard', () => {
    const served = new Set(assessed().flatMap(({ safeguard }) => safeguard.paragraphs));
    expect([...served].sort()).toEqual(Object.keys(PARAGRAPHS).sort());
  });

  it.each(assessed().map(({ safeguard }) => [safeguard.rule, safeguard] as const))(
    '%s names tests that are there',
    (_, safeguard) => {
      for (const test of safeguard.tests) expect(existsSync(join(ROOT, test)), test).toBe(true);
      expect(safeguard.tests.length).toBeGreaterThan(0);
    },
  );

  it('shows values as they stand in the manifests', () => {
    const manifests = manifestsOf();
    const shown = assessed().flatMap(({ evidence }) => evidence);
    const plain = shown.filter(({ path }) =>
      /^spec\.(storage|walStorage|tablespaces|plugins|podSelector|schedule|retentionPolicy|configuration)/.test(path),
    );
    expect(plain.length).toBeGreaterThan(7);
    for (const { object, path, value } of plain) {
      const [kind, name] = object.split(/ shop\//);
      const manifest = manifests.find((each) => each.kind === kind && each.metadata.name === name);
      const given = at(manifest, path.replaceAll(/\[(\d+)\]/g, '.$1'));
      expect(value, `${object} ${path}`).toBe(typeof given === 'string' ? given : JSON.stringify(given));
    }
  });
});

describe('the judge', () => {
  const findings = (changes: Changes) => {
    const manifests = manifestsOf(changes);
    const options = { target: TARGET, now: NOW, index: new Index(manifests) };
    return manifests.flatMap((manifest) => proveCompliance(manifest, options));
  };

  it('finds each gap under the rule of its safeguard, with what to do', () => {
    expect(findings({ 'cluster.spec.storage.storageClass': 'gp2' })).toEqual([
      {
        rule: 'hipaa-storage-encryption',
        layer: 'expert',
        severity: 'error',
        path: 'spec.storage.storageClass',
        message: 'the class gp2 is not declared as encrypted: encrypted is',
        fix: 'use one of these, or declare in compliance.storage["gp2"] what encrypts it',
      },
    ]);
  });

  it('finds a declaration that cannot be read', () => {
    expect(findings({ declared: { ...DECLARED, emergencyAccess: ' ' } })).toMatchObject([
      { rule: 'compliance-invalid', message: 'compliance emergencyAccess is " ": give a text that describes it' },
    ]);
  });

  it('can be told to accept one of them, with a reason', () => {
    const documents = manifestsOf({ 'cluster.spec.storage.storageClass': 'gp2' }).map((manifest) => ({
      manifest,
      file: null,
      document: null,
    }));
    const suppression = { rule: 'hipaa-storage-encryption', object: 'Cluster shop/shop-db', reason: 'moved in May' };
    const options = { target: TARGET, now: NOW, only: { judges: [proveCompliance] } };
    expect(judge(documents, options).map(({ rule }) => rule)).toEqual(['hipaa-storage-encryption']);
    expect(judge(documents, { ...options, suppressions: [suppression] })).toEqual([]);
  });

  it('judges YAML by anybody', () => {
    const yaml = manifestsOf({ policy: undefined })
      .map((manifest) => JSON.stringify(manifest))
      .join('\n---\n');
    const found = validate(yaml, TARGET, NOW).filter(({ rule }) => rule.startsWith('hipaa'));
    expect(found.map(({ rule, severity, name }) => [rule, severity, name])).toEqual([
      ['hipaa-network', 'error', 'shop-db'],
    ]);
  });

  it('says nothing of a cluster that declares nothing', () => {
    expect(findings({ declared: undefined, 'cluster.spec.storage.storageClass': undefined })).toEqual([]);
    expect(assessed({ declared: undefined })).toEqual([]);
  });
});
