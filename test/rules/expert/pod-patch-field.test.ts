import { podPatchField } from '../../../rules/expert/pod-patch-field';
import { cluster, table, withMetadata } from './support';

const patched = (patch: unknown) =>
  withMetadata(cluster({}), { annotations: { 'cnpg.io/podPatch': JSON.stringify(patch) } });
const add = (path: string, value: unknown = []) => [{ op: 'add', path, value }];

table(podPatchField, [
  ['a misspelled field', [patched(add('/spec/hostAliasses'))], ['hostAliasses']],
  ['a field of every pod', [patched(add('/spec/hostAliases'))], []],
  ['a label', [patched(add('/metadata/labels/team', 'shop'))], []],
  ['a text that is not a patch, which admission refuses', [patched('x')], []],
  ['no patch', [cluster({})], []],
]);
