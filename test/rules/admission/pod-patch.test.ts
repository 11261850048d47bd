import { describe, expect, it } from 'vitest';
import { admit } from '../../../rules/admission';
import { validate } from '../../../rules/engine/validate';
import { cluster } from './support';

const patched = (...operations: object[]) =>
  cluster({}, { annotations: { 'cnpg.io/podPatch': JSON.stringify(operations) } });

function found(...operations: object[]) {
  const findings = admit(patched(...operations));
  return findings.map(({ rule, severity, message, fix }) => ({ rule, severity, message, fix }));
}

const replace = (path: string) => ({ op: 'replace', path, value: 'x' });
const add = (path: string) => ({ op: 'add', path, value: {} });

describe('a patch of what the pod of the operator has not', () => {
  it.each([
    [
      'a misspelled field',
      replace('/spec/contaners/0/image'),
      'no "contaners"',
      'write containers instead of contaners',
    ],
    [
      'a second container',
      replace('/spec/containers/1/image'),
      'no entry 1 of a list with one',
      'name what the pod has',
    ],
    ['an entry behind the next', add('/spec/containers/2'), 'no entry 2 of a list with one', 'name what the pod has'],
    [
      'a field that is left out',
      replace('/spec/hostNetwork'),
      'no hostNetwork, which the operator leaves out',
      'use the op add',
    ],
    ['something in it', add('/spec/dnsConfig/options'), 'no dnsConfig, which', 'name what the pod has'],
    [
      'a removal',
      { op: 'remove', path: '/spec/initContainers/0/lifecycle' },
      'no lifecycle, which',
      'name what the pod has',
    ],
    [
      'a test',
      { op: 'test', path: '/spec/runtimeClassName', value: 'a' },
      'no runtimeClassName',
      'name what the pod has',
    ],
    [
      'a source',
      { op: 'copy', from: '/spec/hostPID', path: '/spec/hostIPC' },
      'needs /spec/hostPID',
      'name what the pod has',
    ],
    ['no part of a pod', replace('/spce/containers'), 'no "spce"', 'write spec instead of spce'],
  ])('%s is refused', (_, operation, message, fix) => {
    expect(found(operation)).toEqual([
      { rule: 'cluster-pod-patch-target', severity: 'error', message: expect.stringContaining(message), fix },
    ]);
  });

  it('says which operation it is', () => {
    const [first] = found(add('/spec/hostAliases'), replace('/spec/dnsPolicy'));
    expect(first?.message).toMatch(/^operation 1 \(replace\) needs \/spec\/dnsPolicy/);
  });
});

describe('a field that no pod has', () => {
  const rule = 'pod-patch-field';
  const [hostAliases, misspelled] = ['hostAliases', 'hostAliasses'].map((name) => add(`/spec/${name}`));

  it('is added without effect, and the webhook takes it', () => {
    expect(found(misspelled ?? {}).map(({ severity }) => severity)).toEqual(['info']);
    expect(validate([patched(misspelled ?? {})]).filter((each) => each.rule === rule)).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: 'operation 0 (add) adds /spec/hostAliasses, which is not a field of a pod: the operator drops it',
        fix: 'write hostAliases instead of hostAliasses',
      }),
    ]);
  });

  it.each([
    ['a field that it has', hostAliases ?? {}],
    ['a label', add('/metadata/labels/anything')],
    ['a field of a field', add('/spec/securityContext/anything')],
    ['what is refused anyway', replace('/spec/hostAliasses')],
  ])('is not %s', (_, operation) => {
    expect(validate([patched(operation)]).filter((each) => each.rule === rule)).toEqual([]);
  });
});

describe('what only the operator can tell', () => {
  it.each([
    [[replace('/spec/containers/0/image')]],
    [[add('/spec/hostAliases')]],
    [[add('/spec/containers/-')]],
    [[add('/spec/containers/1'), replace('/spec/containers/1')]],
    [[add('/spec/dnsConfig'), add('/spec/dnsConfig/options')]],
    [[replace('/spec/volumes/7/name')]],
    [[replace('/spec/affinity/nodeAffinity')]],
    [[{ op: 'remove', path: '/metadata/labels/a~1b' }]],
    [[{ op: 'test', path: '/spec/hostNetwork', value: null }]],
    [[replace('')]],
    [[{ op: 'move', from: '/spec/containers/0', path: '/spec/containers/-' }, replace('/spec/containers/3/name')]],
  ])('%j is an info', (operations) => {
    expect(found(...operations).map(({ rule }) => rule)).toEqual(['cluster-pod-patch-applies']);
  });
});
