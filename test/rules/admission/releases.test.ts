// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are placeholders of CNPG

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../rules/admission';
import { admissionEntries } from '../../../rules/admission/catalogue';
import { referenceProblem } from '../../../rules/admission/webhook/cluster-access';
import { placeholdersIn } from '../../../rules/admission/webhook/extension-environment';
import { checkLabelSelector } from '../../../rules/admission/webhook/label-selector';
import { PATCH_RELEASES, releaseExamples } from './examples-releases';
import { targetOf } from './recorded';
import { cluster, cnpg, errors, type Fields, rulesOf } from './support';

describe('a rule that some releases have', () => {
  it.each(releaseExamples)('$rule refuses with $releases alone', ({ kind, rule, releases, wrong, right }) => {
    const refusing = (change: typeof wrong) =>
      PATCH_RELEASES.filter((release) => {
        return rulesOf(errors(cnpg(kind, change), { target: targetOf(release) })).includes(rule);
      });
    expect(refusing(wrong)).toEqual(releases);
    expect(refusing(right)).toEqual([]);
    const last = releases.at(-1) ?? '';
    expect(errors(cnpg(kind, right), { target: targetOf(last) })).toEqual([]);
  });

  it('has its example here', () => {
    const known = releaseExamples.map(({ rule }) => rule);
    const ranged = admissionEntries().filter(({ operator }) => operator !== undefined);
    const without = ranged.map(({ id }) => id).filter((id) => !known.includes(id));
    expect(without).toEqual(['cluster-slots-synchronize-removed']);
    expect(known.filter((id) => !ranged.some((entry) => entry.id === id))).toEqual([]);
  });
});

describe('what a rule names', () => {
  const first = (spec: Fields) => errors(cluster(spec))[0];
  const parameters = (name: string) => ({ postgresql: { parameters: { [name]: '1' } } });

  it.each([
    ['my-param', 'spec.postgresql.parameters.my-param'],
    ['a.b.c', 'spec.postgresql.parameters.a.b.c'],
    ['', 'spec.postgresql.parameters[]'],
    ['wörk', 'spec.postgresql.parameters.wörk'],
    ['1abc', 'spec.postgresql.parameters.1abc'],
    ['$a', 'spec.postgresql.parameters.$a'],
  ])('the parameter %j', (name, path) => {
    expect(first(parameters(name))).toMatchObject({ rule: 'cluster-parameter-name', path });
  });

  it.each(['-1', '+5', 'abc', '1.5', ' 7', '0x10', '1_000'])('the transaction %j', (targetXID) => {
    const recoveryTarget = { backupID: '1', targetXID };
    const found = first({
      bootstrap: { recovery: { source: 's', recoveryTarget } },
      externalClusters: [{ name: 's', plugin: { name: 'p' } }],
    });
    expect(found?.path).toBe('spec.bootstrap.recovery.recoveryTarget.targetXID');
  });

  it.each(['PATH', 'LD_LIBRARY_PATH', 'pgx', 'Namespace'])('the variable %s of an extension', (name) => {
    const extension = { name: 'a', image: { reference: 'x' }, env: [{ name, value: 'v' }] };
    expect(first({ postgresql: { extensions: [extension] } })?.path).toBe('spec.postgresql.extensions[0].env[0].name');
  });
});

describe('checkLabelSelector', () => {
  const told = (selector: Fields) => {
    const paths: string[] = [];
    checkLabelSelector(selector, 's', (path) => paths.push(path));
    return paths;
  };
  const expression = (operator: string, values?: string[], key = 'a') => ({ key, operator, values });

  it.each<[Fields, string[]]>([
    [{}, []],
    [{ matchLabels: { 'example.com/app': 'x', b: '' } }, []],
    [{ matchLabels: { 'a b': 'x' } }, ['s.matchLabels']],
    [{ matchLabels: { a: 'x y' } }, ['s.matchLabels']],
    [{ matchExpressions: [expression('NotIn', ['x']), expression('Exists')] }, []],
    [{ matchExpressions: [expression('In', [])] }, ['s.matchExpressions[0].values']],
    [{ matchExpressions: [expression('Exists', ['x'])] }, ['s.matchExpressions[0].values']],
    [{ matchExpressions: [expression('Like', ['x'])] }, ['s.matchExpressions[0].operator']],
    [
      { matchExpressions: [expression('In', ['x', 'x y'], '')] },
      ['s.matchExpressions[0].key', 's.matchExpressions[0].values[1]'],
    ],
  ])('%j', (selector, paths) => {
    expect(told(selector)).toEqual(paths);
  });
});

describe('placeholdersIn', () => {
  it.each<[string, string[]]>([
    ['${image_root}/x', ['image_root']],
    ['$${other}', []],
    ['$$${other}', ['other']],
    ['${}', []],
    ['$x {y} $', []],
    ['${a}${b}', ['a', 'b']],
  ])('%s', (value, names) => {
    expect(placeholdersIn(value)).toEqual(names);
  });

  it('counts the dollars, whatever stands around', () => {
    const around = fc.string().map((text) => text.replace(/[${}]/g, ''));
    fc.assert(
      fc.property(around, fc.nat(9), fc.stringMatching(/^[^}]{1,8}$/), around, (before, dollars, name, after) => {
        const value = `${before}${'$'.repeat(dollars)}{${name}}${after}`;
        expect(placeholdersIn(value)).toEqual(dollars % 2 === 1 ? [name] : []);
      }),
    );
  });
});

describe('referenceProblem', () => {
  it.each([
    'host all all ${podselector:app} scram-sha-256',
    'host all all ${app} md5',
    'host all all ${:app} md5',
    'host all all ${podselector:} md5',
    '# a comment',
  ])('takes %s', (line) => {
    expect(referenceProblem(line, ['app'])).toBeUndefined();
  });

  it.each([
    ['host all all ${podselector:other} md5', 'is not an entry'],
    ['host all all ${other:app} md5', 'refers to nothing'],
    ['# ${x:y}', 'refers to nothing'],
    ['$${podselector:z}', 'is not an entry'],
    ['${podselector:app} ${podselector:app}', 'refers to 2 pod selectors'],
    ['${podselector:app} ${podselector:z}', 'is not an entry'],
    ['${app} ${podselector:app}', 'refers to nothing'],
  ])('refuses %s', (line, message) => {
    expect(referenceProblem(line, ['app'])?.[0]).toContain(message);
  });

  it('takes every line without a colon in braces', () => {
    fc.assert(fc.property(fc.string(), (line) => referenceProblem(line.replaceAll(':', ''), []) === undefined));
  });
});

describe('complete', () => {
  it('fills what the Go types of newer releases write', () => {
    const spec = {
      podSelectorRefs: [{ name: 'app' }],
      postgresql: { extensions: [{ name: 'vec' }] },
      primaryLease: {},
    };
    expect(complete(cluster(spec)).spec).toMatchObject({
      podSelectorRefs: [{ name: 'app', selector: {} }],
      postgresql: { extensions: [{ name: 'vec', image: {} }] },
      primaryLease: {
        leaseDurationSeconds: 15,
        renewDeadlineSeconds: 10,
        retryPeriodSeconds: 2,
        releasedLeaseDurationSeconds: 1,
      },
    });
  });
});
