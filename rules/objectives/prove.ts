import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest, record, text } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import type { Finding } from '../../manifests/object/violation';
import type { Target } from '../../values/cnpg/target';
import { OBJECTIVES_ANNOTATION } from '../../values/declarations/objectives';
import { parseObjectives } from '../../values/declarations/objectives-text';
import { InvalidValueError } from '../../values/text/invalid-value';
import { availability } from './availability';
import type { Claim } from './claim';
import { latency } from './latency';
import { pitrWindow } from './pitr-window';
import { subjectOf } from './promising-cluster';
import { rpoDisaster, rpoFailover } from './rpo';
import { rtoNodeLoss, rtoPartition, rtoPodLoss, rtoZoneLoss } from './rto';
import { tls } from './tls';
import { zones } from './zones';

const PROOFS = [
  rpoFailover,
  rpoDisaster,
  rtoPodLoss,
  rtoNodeLoss,
  rtoZoneLoss,
  rtoPartition,
  pitrWindow,
  availability,
  zones,
  tls,
  latency,
];

export interface ProofOptions {
  readonly target: Target;
  /** Schedules are evaluated from this instant on. */
  readonly now: Date;
  /** Where stores, schedules, poolers and the operator are looked up. @default - only the Cluster itself */
  readonly index?: Index;
}

/** The objectives of a Cluster, each with its proof; empty if it declares none. @throws InvalidValueError for an unreadable annotation */
export function prove(cluster: Manifest, { target, now, index = new Index([cluster]) }: ProofOptions): Claim[] {
  const declared = declaration(cluster);
  if (declared === undefined) return [];
  const subject = subjectOf(cluster, parseObjectives(declared), index, target);
  return PROOFS.flatMap((proof) => proof(subject, now));
}

/** A judge: an error for everything that is missing for an objective. */
export function proveObjectives(manifest: Manifest, options: ProofOptions): Finding[] {
  if (groupKindOf(manifest) !== Kind.CLUSTER) return [];
  try {
    const claims = prove(manifest, options);
    const findings = claims.flatMap(({ rule, promise, gaps }) =>
      gaps
        .filter((gap) => gap.rule === undefined)
        .map(({ path, message, fix }) => finding(rule, path, `the objective "${promise}" fails: ${message}`, fix)),
    );
    return [...findings, ...shared(claims)];
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    return [
      finding(
        'objective-invalid',
        ANNOTATION_PATH,
        error.message,
        'declare `objectives` on the cluster, and let synth write the annotation',
      ),
    ];
  }
}

/** What several objectives lack, reported once. */
function shared(claims: readonly Claim[]): Finding[] {
  const gaps = claims.flatMap((claim) => claim.gaps.filter(({ rule }) => rule !== undefined));
  const once = new Map(gaps.map((gap) => [`${gap.rule}\n${gap.message}`, gap]));
  return [...once.values()].map(({ rule = 'objective-invalid', path, message, fix }) =>
    finding(rule, path, `objectives fail: ${message}`, fix),
  );
}

const ANNOTATION_PATH = `metadata.annotations["${OBJECTIVES_ANNOTATION}"]`;

function declaration(cluster: Manifest): string | undefined {
  return text(record(cluster.metadata.annotations)[OBJECTIVES_ANNOTATION]);
}

function finding(rule: string, path: string | null, message: string, fix: string): Finding {
  return { rule, layer: 'expert', severity: 'error', path, message, fix };
}
