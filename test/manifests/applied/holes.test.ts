// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
import { describe, expect, it } from 'vitest';
import { assigned, assignmentOf, hasVariable, piecesIn, sampleOf } from '../../../manifests/applied/holes';

const entries = (text: string, value: string) => {
  const assignment = assignmentOf(text, value);
  return assignment && Object.fromEntries(assignment);
};

describe('a text with holes', () => {
  it.each([
    ['${APP}', 'shop-db', { 'var-app': 'shop-db' }],
    ['${APP}-db', 'shop-db', { 'var-app': 'shop' }],
    ['${APP:=x}-${APP}', 'a-a', { 'var-app': 'a' }],
    ['s3://${BUCKET}/${APP_NAME}', 's3://b/shop', { 'var-bucket': 'b', 'var-app-name': 'shop' }],
    ['pg${SUFFIX}', 'pg', { 'var-suffix': '' }],
    ['{{.path.basename}}', 'shop', { 'var-path-basename': 'shop' }],
  ])('%s may be %s', (text, value, assignment) => {
    expect(entries(text, value)).toEqual(assignment);
    expect(assigned(text, assignmentOf(text, value) ?? new Map())).toBe(value);
  });

  it.each([
    ['${APP}-db', 'shop'],
    ['${APP}-${APP}', 'a-b'],
    ['a.${APP}', 'abc'],
    ['shop', 'shop'],
    ['${A}${B}${C}${D}${E}', 'abcde'],
  ])('%s cannot be %s', (text, value) => {
    expect(assignmentOf(text, value)).toBeUndefined();
  });

  it.each([
    ['host all all ${podselector:api} scram-sha-256', false],
    ['${image_root}/proj', false],
    ['host all all ${CIDR} scram-sha-256', true],
    ['${image_root_of_mine}', true],
  ])('%s has a variable: %s', (text, has) => {
    expect(hasVariable(text)).toBe(has);
    expect(piecesIn(text)).toHaveLength(has ? 1 : 0);
  });

  it('has samples that could be names, and knows what they stand for', () => {
    const text = '${APP:=x}-<path:secret/data/shop#password>-ref+vault://a/b';
    expect(sampleOf(text)).toMatch(/^[a-z0-9-]+$/);
    expect(
      piecesIn(text)
        .map(([, hole]) => hole)
        .join('-'),
    ).toBe(text);
    expect(sampleOf('ENC[AES256_GCM,data:Tr7o,iv:1,tag:Q,type:str]')).toBe('var-encrypted');
  });
});
