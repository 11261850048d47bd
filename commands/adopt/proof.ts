import { identityOf } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';
import { type FieldChange, type Plan, plan } from '../../plan';
import type { Target } from '../../values/cnpg/target';
import type { AdoptedModel } from './adopted-model';

export interface ProofOptions {
  readonly target: Target;
  readonly now: Date;
}

const ARGO = /^metadata\.annotations\[argocd\.argoproj\.io\/(sync-options|sync-wave)\]$/;

/** What was given against what is rendered. */
export function proofOf(
  { objects, carried }: AdoptedModel,
  rendered: readonly Manifest[],
  options: ProofOptions,
): Plan {
  const given = [...objects, ...carried].map((each) => each.given.written);
  const own = new Set(given.map(identityOf));
  return plan(
    given,
    rendered.filter((manifest) => own.has(identityOf(manifest))),
    options,
  );
}

/** Whether a change is one that adoption makes: the protection by Argo CD, and a default of CNPG that is said. Neither touches a database. */
export function isNamed({ path, before, impact }: FieldChange): boolean {
  return ARGO.test(path) || (impact === 'none' && before === null && path.startsWith('spec.'));
}
