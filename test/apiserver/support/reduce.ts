import type { Manifest } from '../../../manifests/object/manifest';

type Path = readonly (string | number)[];

/** The smallest part of a manifest that is still as wrong as the whole: nothing more can be left out. */
export async function reduce(manifest: Manifest, isWrong: (part: Manifest) => Promise<boolean>): Promise<Manifest> {
  let smallest = manifest;
  for (let index = 0; ; ) {
    const path = pathsOf(smallest)[index];
    if (path === undefined) return smallest;
    const smaller = without(smallest, path);
    if (await isWrong(smaller)) smallest = smaller;
    else index += 1;
  }
}

/** Large parts first. What identifies the object stays. */
function pathsOf({ apiVersion, kind, metadata, ...rest }: Manifest): Path[] {
  const { name, namespace, resourceVersion, ...others } = metadata;
  return [...below(rest, []), ...below(others, ['metadata'])].sort((a, b) => a.length - b.length);
}

function below(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [
    [...path, key],
    ...below((value as Record<string | number, unknown>)[key], [...path, key]),
  ]);
}

function without<T>(whole: T, path: Path): T {
  const copy = structuredClone(whole);
  let holder = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy;
}
