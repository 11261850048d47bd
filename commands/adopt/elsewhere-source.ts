import type { GitOps, Platform, Suppression } from '../../constructs/index';
import { storageClassesOf } from '../../manifests/cnpg/storage-classes';
import type { Manifest } from '../../manifests/object/manifest';
import type { Target } from '../../values/cnpg/target';
import { STANDALONE } from '../cli/shared-options';
import { identifierOf } from '../new/application-source';
import type { AdoptedModel } from './adopted-model';
import { plain, printExpression } from './expression';
import { adoptedSource } from './source-text';

/** The files of an application in a cdk8s project that has the package: with its platform, and a program that renders it. */
export function elsewhereSource(
  model: AdoptedModel,
  { platform, suppressions }: { readonly platform: Platform; readonly suppressions: readonly Suppression[] },
): Readonly<Record<string, string>> {
  const own = Object.entries(adoptedSource(model, { platform: platform.name, suppressions })).map(([path, text]) => [
    path,
    ofPackage(text),
  ]);
  return {
    ...Object.fromEntries(own),
    [`apps/${model.name}/main.ts`]: mainText(model.name),
    [platformFile(platform.name)]: platformText(platform),
  };
}

export function platformFile(platform: string): string {
  return `apps/platforms/${platform}/config.ts`;
}

function ofPackage(text: string): string {
  return text
    .replaceAll("'../../constructs/index'", "'cnpg-gitops'")
    .replaceAll(/npm run (adopt|plan)\b/g, `${STANDALONE} $1`)
    .replaceAll(
      /(?:Written by|What) (`?)npm run restore\1, [^.]+\./g,
      'What restore, rebuild and upgrade declare, in a clone of cnpg-gitops.',
    );
}

function mainText(name: string): string {
  const identifier = identifierOf(name);
  return `import { buildApplication } from 'cnpg-gitops';
import { ${identifier} } from './chart';

// Writes dist/: what Argo CD or Flux applies.
buildApplication(${identifier}).synth();
`;
}

/** What the objects say of their Kubernetes cluster, and what has to be assumed. */
export function assumedPlatform(
  name: string,
  { target, gitops }: { readonly target: Target; readonly gitops: GitOps },
  objects: readonly Manifest[],
): Platform {
  const storageClasses = [...new Set(objects.flatMap(storageClassesOf))].sort();
  return { name, target: { ...target }, nodes: 3, storageClasses, ...(gitops === 'flux' && { gitops }) };
}

function platformText(platform: Platform): string {
  return `import type { Platform } from 'cnpg-gitops';

// The Kubernetes cluster of these databases. Versions and nodes are assumed: correct them.

export const config = {
  platform: ${printExpression(plain(platform))},
} as const satisfies { readonly platform: Platform };
`;
}
