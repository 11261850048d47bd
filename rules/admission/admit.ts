import { checkSize, copy, field, isObject, type Json, OversizedError, show } from '../../manifests/object/json';
import type { Manifest } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import { bareForm, watchedAs } from '../../manifests/object/watched';
import { defaultImage } from '../../manifests/releases/operator-releases';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';
import { satisfies } from '../../values/cnpg/version';
import { applyMutations, applySchemaDefaults, isMutated } from './complete';
import type { Path } from './path';
import { Report } from './report';
import { checkSchema } from './server/check-schema';
import { Doubt, doubtsAbout, doubtsAsGiven } from './server/doubts';
import { type KnownKind, kindIn, kindOf } from './server/facts';
import { decodeProblems } from './server/go-decode';
import { laterRelease } from './server/later-release';
import { METADATA_NODE } from './server/metadata-schema';
import { checkMetadata, decodeMetadata } from './server/metadata-stage';
import { readWhatCounts } from './server/read-what-counts';
import { schemaReleases } from './server/schema-releases';
import { findUnknownFields } from './server/unknown-fields';
import { apiVersionProblem } from './webhook/api-version';
import { defaultCluster } from './webhook/cluster-defaults';
import { askWebhook } from './webhook/webhooks';

export interface AdmitOptions {
  /**
   * The object that the manifest replaces, as it is in the cluster, with its live `status`.
   *
   * @default - the object is created
   */
  readonly old?: Manifest;
  /** @default - the versions that this release is generated from */
  readonly target?: Target;
  /**
   * Whether CNPG's webhooks also complete and judge the object.
   *
   * @default true - false is the answer of a server on which the operator does not run
   */
  readonly webhooks?: boolean;
}

const CNPG = 'postgresql.cnpg.io';

/**
 * What the API server and CNPG's webhooks would say about a manifest, in their order of stages: decoding and unknown fields, defaults,
 * CNPG's mutating webhook, schema, CEL, CNPG's validating webhook. A stage that refuses is the last one.
 */
export function admit(manifest: Manifest, options: AdmitOptions = {}): readonly Finding[] {
  const report = new Report();
  try {
    return answer(manifest, options, report);
  } catch (error) {
    if (!(error instanceof OversizedError)) throw error;
    const refused = new Report();
    refused.error('decode', null, `The object ${error.message}`, 'split it: no API server accepts it');
    return refused.findings;
  }
}

function answer(manifest: Manifest, options: AdmitOptions, report: Report): readonly Finding[] {
  const { target = DEFAULT_TARGET } = options;
  const kind = identify(manifest, target, report);
  if (kind === undefined) {
    // Of an object that nobody knows only the form counts: it is judged as all those are that look like it.
    checkSize(bareForm(manifest));
    return report.findings;
  }
  const copied = () => watchedAs(manifest, copy(bareForm(manifest)) as Json);
  const { by = '', also, note } = schemaReleases(kind.group, target) ?? {};
  if (note !== undefined) report.add('target-schema', 'info', null, note, null);
  const found = judge(copied(), kind, options);
  const other = also === undefined ? undefined : kindIn(manifest.apiVersion, manifest.kind, also);
  if (other === undefined || !found.some(isError)) return [...report.findings, ...found];
  const second = judge(copied(), other, options);
  if (!second.some(isError)) return [...report.findings, ...doubted(found, by), ...second];
  // Where both refuse, the newer one speaks: it knows all fields that the target may have.
  return [...report.findings, ...(satisfies(by, `>${also}`) ? found : second)];
}

/** The target lies between the two releases whose schemas judged: what only the first refuses may be right. */
function doubted(first: readonly Finding[], by: string): readonly Finding[] {
  return first.filter(isError).map((finding): Finding => {
    return {
      ...finding,
      severity: 'warning',
      message: `${finding.message}; that is ${by}, and the target may differ`,
    };
  });
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function judge(object: Json, kind: KnownKind, options: AdmitOptions): readonly Finding[] {
  const report = new Report();
  passStages(object, kind, options, report);
  return report.findings;
}

function passStages(object: Json, kind: KnownKind, options: AdmitOptions, report: Report): void {
  const { old, target = DEFAULT_TARGET, webhooks = true } = options;
  const bare = bareForm(object);
  const metadata = field(bare, 'metadata');
  const inMetadata = metadata === undefined ? Doubt.NONE : doubtsAbout(metadata, METADATA_NODE, 'metadata');
  const doubts = doubtsAsGiven(bare, kind.root);
  if (bare !== object) readWhatCounts(object, kind.root, inMetadata | doubts);
  if (inMetadata & Doubt.DECODE) decodeMetadata(object, report);
  if (report.refused) return;
  const mayKnowMore = schemaReleases(kind.group, target)?.mayKnowMore ?? false;
  const others = { mayKnowMore, later: (path: Readonly<Path>) => laterRelease(kind, target, path) };
  if (inMetadata & Doubt.UNKNOWN && isObject(metadata))
    findUnknownFields(metadata, METADATA_NODE, ['metadata'], report);
  if (doubts & Doubt.UNKNOWN) findUnknownFields(object, kind.root, [], report, others);
  if (report.refused) return;

  const before = completeOld(old, kind, webhooks ? target.operator : undefined);
  applySchemaDefaults(bare, kind, ((inMetadata | doubts) & Doubt.NULL) !== 0);
  checkMetadata(object, before, kind.namespaced, report);
  const isDecoded = () => (doubts & Doubt.DECODE) === 0 || decodesLikeGo(object, kind, report);
  if (webhooks && isMutated(kind) && !isDecoded()) return;
  if (webhooks) applyMutations(object, kind, target.operator);
  takeStatus(object, before, kind);
  checkSchema(object, before, kind, target, report);
  if (report.refused || !webhooks || kind.group !== CNPG) return;
  if (kind.kind === 'Pooler' && !isDecoded()) return;
  if (before !== undefined && kind.kind === 'Cluster') defaultCluster(before, false, defaultImage(target.operator));
  askWebhook(kind.kind, object, before, target.operator, report);
}

function identify(object: unknown, target: Target, report: Report): KnownKind | undefined {
  if (!isObject(object)) {
    report.error('decode', null, `${show(object)} is not an object`, 'write a Kubernetes object');
    return undefined;
  }
  for (const key of ['apiVersion', 'kind']) {
    const value = field(object, key) ?? '';
    if (typeof value === 'string' && value !== '') continue;
    report.error('decode', key, value === '' ? 'is missing' : `${show(value)} is not a string`, `write the ${key}`);
  }
  const { apiVersion, kind } = object;
  if (report.refused || typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const found = kindOf(apiVersion, kind, target);
  const problem = found === undefined ? apiVersionProblem(apiVersion, kind, target) : undefined;
  if (problem !== undefined) {
    const { severity, path, message, fix } = problem;
    report.add(severity === 'error' ? 'api-version-unserved' : 'api-version-unknown', severity, path, message, fix);
  } else if (found === undefined) {
    const message = `nothing could be checked: no schema of ${apiVersion} ${kind} is known`;
    report.add('schema-unknown-kind', 'info', null, message, null);
  }
  return found;
}

/** The old object as the server stores it. Without an operator, no webhook completes it. */
function completeOld(old: Manifest | undefined, kind: KnownKind, operator: string | undefined): Json | undefined {
  const before = old === undefined ? undefined : copy(old);
  if (!isObject(before)) return undefined;
  applySchemaDefaults(before, kind);
  if (operator !== undefined) applyMutations(before, kind, operator);
  return before;
}

/** Writers of an object cannot write its status: creation drops it, and an update keeps the existing one. */
function takeStatus(object: Json, before: Json | undefined, kind: KnownKind): void {
  if (!kind.hasStatus) return;
  delete object.status;
  if (before?.status !== undefined) object.status = copy(before.status);
}

/** CNPG's webhooks first decode the object into Go types. A value that does not fit is refused without a path. */
function decodesLikeGo(object: Json, kind: KnownKind, report: Report): boolean {
  let fits = true;
  for (const key of ['spec', 'status']) {
    const node = kind.root.properties.get(key);
    const value = field(object, key);
    if (node === undefined || value === undefined) continue;
    decodeProblems(value, node, [key], (rule, path, message, fix) => {
      fits = false;
      report.error(rule, path, message, fix);
    });
  }
  return fits;
}
