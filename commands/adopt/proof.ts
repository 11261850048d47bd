import type { GitOps } from '../../constructs/index';
import type { Manifest } from '../../manifests/object/manifest';
import { type FieldChange, type Plan, plan } from '../../plan';
import type { Target } from '../../values/cnpg/target';
import type { AdoptedModel } from './adopted-model';

export interface AdoptionOptions {
  readonly target: Target;
  readonly now: Date;
  /** What applies the objects, and so how they are protected. @default 'argocd' */
  readonly gitops?: GitOps;
}

const ARGO = /^metadata\.annotations\[argocd\.argoproj\.io\/(sync-options|sync-wave)\]$/;
const FLUX = /^metadata\.annotations\[kustomize\.toolkit\.fluxcd\.io\/(prune|force)\]$/;
const HELM = /^metadata\.annotations\[helm\.sh\/hook[a-z-]*\]$/;

/** What was given against what is rendered. */
export function proofOf(
  { objects, carried }: AdoptedModel,
  rendered: readonly Manifest[],
  options: AdoptionOptions,
): Plan {
  const given = [...objects, ...carried].map((each) => each.given.original);
  return plan(given, rendered, { target: options.target, now: options.now });
}

/**
 * Whether a change is one that adoption makes: the protection by Argo CD or Flux, hooks of Helm, which Argo CD would take for its own, and a default that
 * is said. None touches a database.
 */
export function isNamed({ path, before, after, impact }: FieldChange): boolean {
  const isDefault = impact === 'none' && before === null && typeof after !== 'object' && path.startsWith('spec.');
  return isDefault || ARGO.test(path) || FLUX.test(path) || HELM.test(path);
}

/** Differences that adoption does not make, as `Cluster shop-db spec.instances: 3 → 2`. */
export function unexpected(model: AdoptedModel, rendered: readonly Manifest[], options: AdoptionOptions): string[] {
  return proofOf(model, rendered, options).changes.flatMap(({ kind, name, action, fields }) =>
    action === 'update'
      ? fields.filter((field) => !isNamed(field)).map(({ path, reason }) => `  ${kind} ${name} ${path}: ${reason}`)
      : [`  ${kind} ${name}: ${action}`],
  );
}
