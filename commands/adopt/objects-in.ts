import { patched } from '../../manifests/applied/completed-forms';
import { read } from '../../manifests/files/read';
import type { Document } from '../../manifests/object/document';
import { identityOf, manifestName } from '../../manifests/object/identity';
import { isOfCnpgGroup, type Manifest } from '../../manifests/object/manifest';
import { groupBy } from '../../values/collections/group-by';
import { findApplied } from '../applied/applied';
import { isFolder, readSources } from '../cli/sources';
import { UsageError } from '../cli/usage-error';
import { configured } from '../configuration/configured';
import { filedManifest } from '../plan/manifests-in';
import type { AdoptRequest } from './adopt-request';
import { commentLines } from './comments';
import { installOf, isOfDefaults } from './default-charts';
import type { Left } from './select-objects';

const MOST = 3;

/**
 * The objects of files, as they are, and those that are applied of folders; what of them is not carried over.
 * @throws UsageError for a manifest of a database that cannot be read, and for a folder of several environments
 */
export async function objectsIn({ sources, console }: Pick<AdoptRequest, 'sources' | 'console'>) {
  const folders = sources.filter((source) => source !== '-' && isFolder(source));
  const { leaveOut, ...options } = folders.length > 0 ? await settingsOf(folders) : AS_THEY_ARE;
  const files = (await readSources(sources, console, leaveOut)).map(({ name, content }) => ({
    name,
    content,
    documents: read(content, name),
  }));
  const isNamed = ({ name }: { readonly name: string }) => sources.includes(name);
  const named = files.filter(isNamed).flatMap(({ documents }) => documents);
  const others = files.filter((file) => !isNamed(file));
  const found = folders.length === 0 ? undefined : await findApplied(others, folders, options);
  const worlds = (found?.worlds ?? []).map(({ documents }) => documents);
  refuseEnvironments(worlds, found?.environments ?? []);
  const text = new Map(files.map(({ name, content }) => [name, () => Buffer.from(content()).toString('utf8')]));
  const all = [...named, ...new Set(worlds.flat())];
  const given = all.filter((each) => !isOfDefaults(each));
  const charts = new Set(all.filter((each) => isOfDefaults(each) && isOfDatabase(each)).map(({ file }) => file ?? ''));
  const installs = await Promise.all([...charts].map(async (file) => ({ object: file, says: await installOf(file) })));
  const [first] = installs;
  if (first !== undefined && !given.some(isOfDatabase)) throw new UsageError(first.says);
  const isOther = ({ manifest, file }: Document) =>
    manifest === undefined && !sources.includes(file ?? '') && !/cnpg\.io/.test(text.get(file ?? '')?.() ?? '');
  const documents = given.filter((document) => !isOther(document));
  const carried = new Set(documents.map(({ file }) => file));
  const left: Left[] = [
    ...files.filter(({ name }) => carried.has(name)).flatMap(({ name }) => commentsIn(name, text.get(name)?.() ?? '')),
    ...given
      .filter(isOther)
      .map(({ file, findings }) => ({ object: `${file}`, says: `it cannot be read: ${findings?.[0]?.message}` })),
    ...skipped(found?.skips ?? []),
    ...(found?.unseen ?? []).map(({ file, message, fix }) => ({ object: `${file}`, says: `${message}; ${fix}` })),
    ...documents.flatMap(unrendered),
    ...installs,
  ];
  return { manifests: documents.map(patched).map((document): Manifest => filedManifest(document).manifest), left };
}

const AS_THEY_ARE = { leaveOut: () => false, render: 'never', allowNetwork: false } as const;

async function settingsOf(folders: readonly string[]) {
  const { leaveOut, render, allowNetwork } = await configured(folders);
  return { leaveOut, render, allowNetwork };
}

function commentsIn(name: string, text: string): Left[] {
  const lines = commentLines(text);
  if (lines.length === 0) return [];
  const shown = `${lines.slice(0, 8).join(', ')}${lines.length > 8 ? ', …' : ''}`;
  return [
    { object: name, says: `its comments are not carried over: ${lines.length === 1 ? 'line' : 'lines'} ${shown}` },
  ];
}

function skipped(skips: readonly { readonly file: string; readonly why: string }[]): Left[] {
  return [...groupBy(skips, ({ why }) => why)].map(([why, all]) => {
    const names = all.slice(0, MOST).map(({ file }) => file);
    const more = all.length > MOST ? ` and ${all.length - MOST} more` : '';
    return { object: `${names.join(', ')}${more}`, says: why };
  });
}

/** What a patch says is carried over, as far as it can be read; kustomize would know. */
function unrendered({ manifest, unknown = [] }: Document): Left[] {
  if (manifest === undefined || !unknown.some(({ isSet }) => isSet)) return [];
  return [
    { object: manifestName(manifest), says: 'its patches are read without kustomize: compare it with what is applied' },
  ];
}

function isOfDatabase({ manifest }: Document): boolean {
  return manifest !== undefined && isOfCnpgGroup(manifest);
}

function refuseEnvironments(worlds: readonly (readonly Document[])[], environments: readonly string[]): void {
  const databases = [...new Set(worlds.flat())].filter(isOfDatabase).flatMap(({ manifest }) => manifest ?? []);
  const [twice] = [...groupBy(databases, identityOf).values()].filter((same) => same.length > 1);
  const [first] = twice ?? [];
  if (first === undefined || worlds.length < 2) return;
  throw new UsageError(
    `${manifestName(first)} is declared for several environments: ${environments.join(', ')}. Adopt one of them: name its folder`,
  );
}
