import { expect, it } from 'vitest';
import { admit } from '../../../../rules/admission';

// Random objects on a real server showed it: a list passes where the schema has a text with a format. test/apiserver asks for these, too.
it.each([
  ['a list', [1], []],
  ['an object', {}, ['schema-type']],
  ['a number', 1, ['schema-type']],
])('%s in the place of base64', (_, caBundle, expected) => {
  const acme = { server: 'https://acme.example.com', privateKeySecretRef: { name: 'a' }, caBundle };
  const issuer = { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'a' }, spec: { acme } };
  const found = admit(issuer).filter(({ severity }) => severity === 'error');
  expect(found.map(({ rule }) => rule)).toEqual(expected);
});
