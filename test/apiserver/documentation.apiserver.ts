import { beforeAll, describe, expect, inject, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type Manifest, record } from '../../manifests/object/manifest';
import { complete } from '../../rules/admission';
import { RULES } from '../../rules/expert';
import { ApiServer } from './support/api-server';
import { content, files, manifestsOf } from './support/documents';
import { whole } from './support/minimal';
import { isNewest } from './support/target';

const NAMESPACE = 'documentation';
const server = new ApiServer(inject('apiServer'));

beforeAll(async () => {
  await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
});

/** Why the server refuses it; empty where it does not, or does not serve the kind. */
async function refusal(manifest: Manifest): Promise<string> {
  const resource = (await server.resources(manifest.apiVersion)).find(({ kind }) => kind === manifest.kind);
  if (resource === undefined) return '';
  const placed = { ...manifest, metadata: { ...manifest.metadata, namespace: NAMESPACE } };
  const asked = { dryRun: true };
  // What has no namespace, other tests may have made.
  const { message } = await (resource.namespaced ? server.create(placed, asked) : server.apply(manifest, asked));
  return message;
}

async function refusals(manifests: readonly Manifest[]): Promise<string[]> {
  const found = await Promise.all(manifests.map(refusal));
  return found.filter((message) => message !== '');
}

// Examples show what their rule is about and leave the rest out, so the test fills it in. What a rule finds wrong the server accepts:
// that is what makes it a rule.
describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.runIf(isNewest).each(['right', 'wrong'] as const)('%s example', async (side) => {
    const examples = manifestsOf(rule[side], id);
    expect(await refusals(examples.map((example) => complete(whole(example))))).toEqual([]);
  });
});

const pages = ['README.md', ...files('docs', '.md').filter((page) => !page.startsWith('docs/rules/'))];

test.runIf(isNewest).each(pages)('whole manifests of %s are accepted', async (page) => {
  const blocks = [...content(page).matchAll(/^( *)```ya?ml\n([\s\S]*?)^\1```/gm)].map(([, , yaml = '']) => yaml);
  const documents = blocks.flatMap((yaml) => parseAllDocuments(yaml).map((document) => record(document.toJS())));
  const manifests = documents.filter(({ apiVersion, kind }) => apiVersion !== undefined && kind !== undefined);
  expect(await refusals(manifests as unknown as Manifest[])).toEqual([]);
});
