import { describe, expect, it } from 'vitest';
import { evidence, gaps, missing, PARAMETERS } from './support';

const CLASSES = 'pgaudit.log';
const set = (name: string, value: string) => ({ [`${PARAMETERS}/${name}`]: value });

describe('pgAudit', () => {
  it.each([
    ['READ, write ,ROLE,ddl', []],
    ['all', []],
    ['all,-misc', []],
    ['all,-read', ['hipaa-audit: pgaudit.log is all,-read, without read, which is declared']],
    ['none', ['hipaa-audit: pgaudit.log is none, without read, write, role, ddl, which is declared']],
  ])('records what is declared: %s', (value, expected) => expect(gaps(set(CLASSES, value))).toEqual(expected));

  it('cannot be declared without who changes what', () => {
    const message = 'audit.classes lacks role, write: changes cannot be attributed to a role';
    expect(gaps({ 'declared.audit.classes': ['ddl'] })).toEqual([`hipaa-audit: ${message}`]);
  });

  it.each([
    ['17.7-minimal-trixie', ['hipaa-audit']],
    ['17-minimal', ['hipaa-audit']],
    ['17.7-system-trixie', []],
    ['17.7', []],
  ])('is in the image %s or not', (tag, rules) => {
    expect(missing({ 'cluster.spec.imageName': `ghcr.io/cloudnative-pg/postgresql:${tag}` })).toEqual(rules);
  });

  it('may be mounted into a minimal image', () => {
    const imageName = 'ghcr.io/cloudnative-pg/postgresql:18.1-minimal-trixie';
    const extensions = [{ name: 'pgaudit', image: { reference: 'ghcr.io/shop/pgaudit:18' } }];
    const changes = { 'cluster.spec.imageName': imageName, ...set('log_connections', 'all') };
    expect(missing(changes)).toEqual(['hipaa-audit']);
    expect(missing({ ...changes, 'cluster.spec.postgresql.extensions': extensions })).toEqual([]);
  });

  it('is looked for in the image that a catalog names', () => {
    const catalog = (image: string) => ({
      'cluster.spec.imageName': undefined,
      'cluster.spec.imageCatalogRef': { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'shop', major: 17 },
      others: {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'ImageCatalog',
        metadata: { name: 'shop', namespace: 'shop' },
        spec: {
          images: [
            { major: 16, image: 'p:16.1-minimal-trixie' },
            { major: 17, image },
          ],
        },
      },
    });
    expect(missing(catalog('p:17.7-minimal-trixie'))).toEqual(['hipaa-audit']);
    expect(missing(catalog('p:17.7-standard-trixie'))).toEqual([]);
    expect(evidence('hipaa-audit', catalog('p:17.7-standard-trixie'))).toContain(
      'spec.imageName = p:17.7-standard-trixie',
    );
  });
});

describe('the log of connections', () => {
  const eighteen = { 'cluster.spec.imageName': 'ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie' };

  it.each([
    ['on', true],
    ['all', true],
    ['receipt,authentication,authorization', true],
    ['authorization', true],
    ['receipt', false],
    ['', false],
    ['off', false],
  ])('of PostgreSQL 18 is a list of stages: %j', (value, isLogged) => {
    expect(missing({ ...eighteen, ...set('log_connections', value) })).toEqual(
      isLogged ? [] : ['hipaa-connection-log'],
    );
  });

  it.each(['on', 'true', 'yes', '1', 'TRUE', 't'])('is on as PostgreSQL reads it: %s', (value) => {
    expect(missing(set('log_connections', value))).toEqual([]);
  });
});

describe('values in logs', () => {
  it.each([
    ['log_statement', 'ddl', 'log_statement is ddl: statements are logged with their literals'],
    [
      'log_parameter_max_length',
      '64',
      'log_parameter_max_length is 64: slow statements are logged with the values of their parameters',
    ],
    [
      'log_parameter_max_length_on_error',
      '-1',
      'log_parameter_max_length_on_error is -1: statements that fail are logged with the values of their parameters',
    ],
    ['pgaudit.log_parameter', 'on', 'pgaudit.log_parameter is on: audit records hold the values of parameters'],
    [
      'log_min_duration_sample',
      '0',
      'log_min_duration_sample is 0: samples of statements are logged with their literals',
    ],
    [
      'log_transaction_sample_rate',
      '0.01',
      'log_transaction_sample_rate is 0.01: statements of sampled transactions are logged with their literals',
    ],
    ['debug_print_plan', 'on', 'debug_print_plan is on: plans are logged with all constants'],
    [
      'auto_explain.log_min_duration',
      '1s',
      'auto_explain.log_parameter_max_length is -1: plans are logged with the values of parameters',
    ],
  ])('%s: %s', (name, value, message) => expect(gaps(set(name, value))).toEqual([`hipaa-log-values: ${message}`]));

  it('are left out of plans where that is said', () => {
    const plans = {
      ...set('auto_explain.log_min_duration', '1s'),
      ...set('auto_explain.log_parameter_max_length', '0'),
    };
    expect(missing(plans)).toEqual([]);
    expect(missing(set('auto_explain.log_min_duration', '-1'))).toEqual([]);
  });

  it('show what is so by default', () => {
    expect(evidence('hipaa-log-values')).toContain('spec.postgresql.parameters.log_statement = none (default)');
    expect(evidence('hipaa-log-values')).toContain('spec.postgresql.parameters.log_parameter_max_length = 0');
  });
});
