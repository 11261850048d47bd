import { manifestName, namespacedName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import type { Manifest } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { isSuppressed } from '../../values/declarations/suppressed-object';
import type { Suppression } from '../../values/declarations/suppression';
import { type Claim, claimStatus } from './claim';
import { type ProofOptions, prove } from './prove';

/** Options of {@link explainObjectives}. */
export interface ExplainObjectivesOptions extends Omit<ProofOptions, 'index'> {
  /** The manifests with the Clusters to explain. */
  readonly manifests: readonly Manifest[];
  /** Everything that is rendered, in which the operator's Application and others are looked up. @default - the same manifests */
  readonly index?: Index;
  /** What the application accepts, printed next to what is missing. @default - nothing */
  readonly suppressions?: readonly Suppression[];
}

/**
 * The proof of the objectives of every Cluster, for people: one line per claim, then how it follows, what it assumes and what is missing.
 */
export function explainObjectives(options: ExplainObjectivesOptions): string {
  const { manifests, index = new Index(manifests), target, now, suppressions = [] } = options;
  const clusters = new Index(manifests).all(Kind.CLUSTER);
  if (clusters.length === 0) return 'no Cluster\n';
  return clusters
    .map((cluster) => {
      const name = `Cluster ${namespacedName(cluster)}`;
      const claims = prove(cluster, { target, now, index });
      if (claims.length === 0) return `${name} declares no objectives\n`;
      const accepted = suppressions.filter(({ object }) => isSuppressed(object, manifestName(cluster)));
      return `${name}: ${summary(claims)}\n${claims.map((claim) => paragraph(claim, accepted)).join('')}`;
    })
    .join('\n');
}

function summary(claims: readonly Claim[]): string {
  const count = (status: string) => claims.filter((claim) => claimStatus(claim) === status).length;
  return `${claims.length} objectives, ${count('proved')} proved, ${count('assumed')} proved under assumptions, ${count('failed')} failed`;
}

function paragraph(claim: Claim, accepted: readonly Suppression[]): string {
  const lines = [
    `${MARKS[claimStatus(claim)]} ${claim.promise}  ${claim.rule}`,
    ...claim.steps.map((step) => `    ${step}`),
    ...claim.assumptions.flatMap(({ assumed, otherwise }) => [`    assumes: ${assumed}`, `      else: ${otherwise}`]),
    ...claim.gaps.flatMap(({ path, message, fix, rule = claim.rule }) => [
      `    missing: ${path === null ? '' : `${path}: `}${message}`,
      `      fix: ${fix}`,
      ...accepted.filter((one) => one.rule === rule).map(({ reason }) => `      accepted (${rule}): ${reason}`),
    ]),
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}

const MARKS = { proved: '✔ proved ', assumed: '✔ assumed', failed: '✖ failed ' } as const;
