import { readSources } from '../../../commands/cli/sources';
import { judgeFound } from '../../../commands/validate/judge-found';
import { read } from '../../../manifests/files/read';
import { objectName } from '../../../manifests/object/identity';
import { isSaid } from '../../../rules/engine/is-said';
import { DEFAULT_PROFILE } from '../../../values/declarations/profile';
import { captured } from '../support/console';

type Rendering = Parameters<typeof judgeFound>[2]['rendering'];

/** Judges a folder outside of this repository: the root of a repository is where paths begin. */
export async function judgedFolder(folder: string, rendering: Rendering) {
  const files = (await readSources([folder], captured())).map((source) => ({
    ...source,
    documents: read(source.content, source.name),
  }));
  const console = captured();
  const options = { target: {}, now: new Date('2026-06-01') };
  const request = { sources: [folder], rendering, explainSkips: true, console };
  const { documents, violations } = await judgeFound(files, options, request);
  const short = (file: string | null) => (file ?? '').replace(`${folder}/`, '');
  const objects = documents
    .flatMap(({ manifest }) => manifest ?? [])
    .map(({ kind, metadata }) =>
      objectName({ kind, namespace: metadata.namespace ?? null, name: String(metadata.name) }),
    );
  return {
    documents,
    violations,
    /** Everything that is judged, once. */
    objects: [...new Set(objects)].sort(),
    errors: violations
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, path }) => `${rule} ${path}`)
      .sort(),
    /** Those that are said to everybody. */
    warnings: violations
      .filter((violation) => violation.severity === 'warning' && isSaid(violation, DEFAULT_PROFILE))
      .map(({ rule, kind, namespace, name }) => `${rule} ${objectName({ kind, namespace, name })}`)
      .sort(),
    infos: violations
      .filter(({ severity }) => severity === 'info')
      .map(({ rule, file }) => `${rule} ${short(file)}`)
      .sort(),
    skipped: console.output.err
      .replaceAll(`${folder}/`, '')
      .split('\n')
      .filter((line) => line !== ''),
  };
}
