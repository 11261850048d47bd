import { describe, expect, it } from 'vitest';
import { secretValue } from '../../../rules/expert/secret-value';
import { verdicts } from './support';

describe('secret-value', () => {
  const secret = (content: object) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's', namespace: 'shop' },
    ...content,
  });

  const base64 = (value: string) => Buffer.from(value).toString('base64');

  it('names the keys and never the values', () => {
    const found = verdicts(secretValue, [
      secret({ data: { password: 'aHVudGVyMg==', host: 'ZGI=' }, stringData: { token: 'hunter2', user: 'shop' } }),
    ]);
    expect(found.map(({ path, message }) => [path, message.replace(/ are readable.*/, '')])).toEqual([
      ['data', 'the values of password'],
      ['stringData', 'the values of token'],
    ]);
    expect(JSON.stringify(found)).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  it.each([
    ['a password by its key', 'DB_PASSWORD', 'a'],
    ['a short word for it', 'pass', 'hunter2'],
    ['a number', 'password', 12345],
    ['a key', 'SECRET_ACCESS_KEY', 'wJalrXUtnFEMI'],
    ['a URL with a password', 'uri', 'postgresql://shop:hunter2@pg-rw:5432/shop'],
    ['a webhook of Slack', 'webhook', `https://hooks.slack${'.com'}/services/T0000/B0000/abcdefgh`],
    ['values of a chart with a password', 'values.yaml', 'auth:\n  username: shop\n  password: hunter2\n'],
    ['a private key', 'identity', `-----BEGIN OPENSSH PRIVATE ${'KEY'}-----\nabc\n`],
    ['a store of keys', 'client.p12', 'MIIKXAIBAzCC'],
  ])('reports %s', (_, key, value) => {
    expect(verdicts(secretValue, [secret({ stringData: { [key]: value } })])).toHaveLength(1);
    expect(verdicts(secretValue, [secret({ data: { [key]: base64(`${value}`) } })])).toHaveLength(1);
  });

  it.each([
    ['where a repository is', { type: 'git', url: 'https://github.com/example/shop.git', name: 'shop' }],
    ['where a database is', { username: 'shop', host: 'pg-rw', port: '5432', dbname: 'shop', sslmode: 'require' }],
    ['a URL without credentials', { uri: 'postgresql://shop@pg-rw/shop', webhook: 'https://hooks.example.com/a' }],
    ['settings of a home', { SECRET_DOMAIN: 'example.com', TIMEZONE: 'Europe/Berlin', SECRET_EMAIL: 'a@example.com' }],
    ['values of a chart without a password', { 'values.yaml': 'replicas: 2\nauth:\n  existingSecret: shop\n' }],
    [
      'references',
      { password: '<path:secret/data/shop#password>', token: 'ref+vault://shop#/token', key: '{{ .key }}' },
    ],
    ['what others look up', { password: 'vault:secret/data/shop#password', token: 'op://prod/shop/token' }],
    ['a variable', { password: `$${'{PASSWORD}'}` }],
    ['what SOPS has encrypted', { password: 'ENC[AES256_GCM,data:Tr7o,iv:1,tag:Q,type:str]' }],
    ['nothing', { password: '' }],
    ['a certificate', { 'ca.crt': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' }],
  ])('says nothing about %s', (_, values) => {
    expect(verdicts(secretValue, [secret({ stringData: values })])).toEqual([]);
    const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, base64(value)]));
    expect(verdicts(secretValue, [secret({ data })])).toEqual([]);
  });

  it('looks at literals of a generator in the same way', () => {
    const kustomization = (literals: readonly string[]) => ({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      metadata: {},
      secretGenerator: [{ name: 's', literals }],
    });
    expect(verdicts(secretValue, [kustomization(['username=shop', 'password="hunter2"'])])[0]?.message).toMatch(
      /^the values of password are/,
    );
    expect(verdicts(secretValue, [kustomization(['username=shop', 'password='])])).toEqual([]);
  });

  it.each([{}, { data: {} }, { type: 'kubernetes.io/service-account-token' }])('takes %j', (content) => {
    expect(verdicts(secretValue, [secret(content)])).toEqual([]);
  });
});
