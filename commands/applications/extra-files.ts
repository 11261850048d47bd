import type { Application } from '../../constructs/index';
import { print } from '../../manifests/files/print';
import { RenderError } from '../../manifests/files/render-error';
import { groupBy } from '../../values/collections/group-by';

/**
 * The files that applications want outside of the output folder.
 * @throws RenderError where two want different ones at one place
 */
export function extraFiles(applications: readonly Application[]): Map<string, string> {
  const files = applications.flatMap(({ files }) => Object.entries(files?.() ?? {}));
  const problems = [...groupBy(files, ([path]) => path)]
    .filter(([, same]) => new Set(same.map(([, content]) => print([content]))).size > 1)
    .map(
      ([path]) =>
        `${path} is made by ${applications
          .filter(({ files }) => files && path in files())
          .map(({ name }) => name)
          .join(' and ')}; keep one`,
    );
  if (problems.length > 0) throw new RenderError(problems);
  return new Map(files.map(([path, content]) => [path, print([content])]));
}
