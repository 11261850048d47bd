import { expect, inject, test } from 'vitest';
import { ADDED_KINDS, REMOVED_KINDS, SERVED_KINDS } from '../../values/kubernetes/kubernetes-apis';
import { ApiServer } from './support/api-server';
import { crds } from './support/crds';
import { target } from './support/target';

const server = new ApiServer(inject('apiServer'));

async function kinds(apiVersion: string): Promise<string[]> {
  const resources = await server.resources(apiVersion);
  return resources.flatMap(({ name, kind }) => (name.includes('/') ? [] : kind)).sort();
}

function servedBy(minor: number): Record<string, string> {
  const later = ADDED_KINDS.filter(([, first]) => first > minor);
  const rows = Object.entries(SERVED_KINDS).map(([apiVersion, kinds]) => {
    const missing = later.flatMap(([each, , names]) => (each === apiVersion ? names.split(' ') : []));
    return [
      apiVersion,
      kinds
        .split(' ')
        .filter((kind) => !missing.includes(kind))
        .join(' '),
    ] as const;
  });
  return Object.fromEntries(rows);
}

test('the server has the apiVersions and kinds of the table, and no others', async () => {
  const { body } = await server.ask('GET', '/apis');
  const ofCrds = crds(target).map(({ spec }) => spec.group);
  const groups = body.groups as readonly { name: string; versions: readonly { groupVersion: string }[] }[];
  const versions = groups
    // A test adds a CRD of its own to those of the facts.
    .filter(({ name }) => !ofCrds.includes(name) && !name.endsWith('example.com'))
    .flatMap(({ versions }) => versions.map(({ groupVersion }) => groupVersion));
  const found = await Promise.all(
    ['v1', ...versions].map(async (each) => [each, (await kinds(each)).join(' ')] as const),
  );
  expect(Object.fromEntries(found)).toEqual(servedBy(Number(target.kubernetes.split('.')[1])));
});

test('what the table calls removed is not there', async () => {
  for (const [apiVersion, , removed] of REMOVED_KINDS) {
    const left = await kinds(apiVersion);
    expect(removed.split(' ').filter((kind) => left.includes(kind))).toEqual([]);
  }
});
