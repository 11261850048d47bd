import { App } from 'cdk8s';
import { Folder } from '../../../constructs/index';
import { render as renderApp } from '../../../manifests/files/render';
import { at, type Manifest } from '../../../manifests/object/manifest';
import { admit } from '../../../rules/admission';

const NAMESPACE = 'shop';

/** The manifests that `build` makes in a folder with namespace `shop`, without the folder's kustomization. */
export function render(build: (folder: Folder) => void): Manifest[] {
  const app = new App();
  build(new Folder(app, 'shop/database', { namespace: NAMESPACE }));
  return manifestsOf(app);
}

export function manifestsOf(app: App): Manifest[] {
  return renderApp(app)
    .map(({ manifest }) => manifest)
    .filter(({ kind }) => kind !== 'Kustomization');
}

/** The only manifest of a kind. */
export function only(manifests: readonly Manifest[], kind: string): Manifest {
  const [found, ...more] = manifests.filter((manifest) => manifest.kind === kind);
  if (found === undefined || more.length > 0) {
    throw new Error(`expected one ${kind} in ${manifests.map((manifest) => manifest.kind).join(', ')}`);
  }
  return found;
}

/** What the API server and CNPG's webhooks refuse, as `kind path message`. */
export function refused(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap((manifest) =>
    admit(manifest)
      .filter(({ severity }) => severity === 'error')
      .map(({ path, message }) => `${manifest.kind} ${path}: ${message}`),
  );
}

/** Dotted paths of a value with the values at their ends, so that a missing field and a superfluous one both show. */
export function leaves(value: unknown, path = ''): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return { [path]: value };
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, field]) => leaves(field, path === '' ? key : `${path}.${key}`)),
  );
}

export { at };
