import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import type { Finding } from '../../manifests/object/violation';
import type { Target } from '../../values/cnpg/target';
import { InvalidValueError } from '../../values/text/invalid-value';
import { complianceOf, DECLARATION_PATH, declaredRolesOf } from './protected-cluster';
import type { Safeguard } from './safeguard';
import { SAFEGUARDS } from './safeguards';
import type { Evaluation } from './verdict';

export interface AssessOptions {
  readonly target: Target;
  /** Schedules are evaluated from this instant on. */
  readonly now: Date;
  /** Where stores, schedules, policies, scripts and roles are looked up. @default - only the Cluster itself */
  readonly index?: Index;
}

/** A safeguard and what was found. */
export interface Assessment extends Evaluation {
  readonly safeguard: Safeguard;
}

/** The safeguards of a Cluster; empty if it declares none. @throws InvalidValueError for an annotation that cannot be read */
export function assess(cluster: Manifest, { target, now, index = new Index([cluster]) }: AssessOptions): Assessment[] {
  const declared = complianceOf(cluster);
  if (declared === undefined) return [];
  const subject = { cluster, declared, index, target, now, roles: declaredRolesOf(cluster, index) };
  return SAFEGUARDS.map((safeguard) => ({ safeguard, ...safeguard.check(subject) }));
}

/** A judge: an error for everything that is missing for a safeguard that a Cluster declares. */
export function proveCompliance(manifest: Manifest, options: AssessOptions): Finding[] {
  if (groupKindOf(manifest) !== Kind.CLUSTER) return [];
  try {
    return assess(manifest, options).flatMap(({ safeguard, gaps }) =>
      gaps.map(({ path, message, fix }) => finding(safeguard.rule, path, message, fix)),
    );
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    const fix = 'declare `compliance: hipaa({ … })` on the cluster, and let synth write the annotation';
    return [finding('compliance-invalid', DECLARATION_PATH, error.message, fix)];
  }
}

function finding(rule: Finding['rule'], path: string | null, message: string, fix: string): Finding {
  return { rule, layer: 'expert', severity: 'error', path, message, fix };
}
