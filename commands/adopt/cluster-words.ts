import { isObject } from '../../manifests/object/json';
import { at, list, record, text, texts } from '../../manifests/object/manifest';
import type { Node } from '../../rules/admission/server/node';
import { HIBERNATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { ImageReference, isPostgresMajor, type PostgresMajor } from '../../values/cnpg/image';
import { attempt } from '../../values/text/invalid-value';
import { apiWords } from './api-words';
import { adoptedWord, archiveWords } from './archive-words';
import { certificatesWord, leaseWord, placementWords, spreadWord, synchronousWord } from './availability-words';
import { bootstrapWord } from './bootstrap-words';
import * as common from './common-words';
import { call, type Expression, mentions, plain, type Words, words } from './expression';
import { extensionWords } from './extension-words';
import { externalWords } from './external-words';
import type { Given } from './given-object';
import { roleWords, serviceWords } from './managed-words';
import { isTypedParameter } from './parameter-words';
import { tlsWords } from './tls-words';

type Json = Readonly<Record<string, unknown>>;

/** The major of PostgreSQL that a Cluster runs, if this project knows it. */
export function majorWord({ full }: Given): PostgresMajor | undefined {
  const { imageName, imageCatalogRef } = record(full.spec);
  const image = text(imageName);
  const major =
    image === undefined ? record(imageCatalogRef).major : attempt(() => ImageReference.parse(image))?.postgres?.major;
  const version = String(major);
  return isPostgresMajor(version) ? version : undefined;
}

/** A Cluster in the words of PostgresCluster, whose own defaults are contradicted where the Cluster has others. */
export function clusterWords(given: Given, version: PostgresMajor, node: Node | undefined): Words {
  const { written, full } = given;
  const [spec, whole] = [record(written.spec), record(full.spec)];
  const field = (name: string) => node?.field('spec')?.field(name);
  const api = (name: string) => (common.some(spec[name]) === undefined ? undefined : apiWords(spec[name], field(name)));
  const snapshots = at(written, 'spec.backup.volumeSnapshot');
  const instances = Number(whole.instances ?? 1);
  const externals = externalWords(written, node);
  const bootstrap = bootstrapWord(whole.bootstrap, externals);
  const replica = replicaWord(record(spec.replica), externals);
  const unmentioned = [...externals.values()].filter(
    (each) => ![bootstrap, replica].some((by) => by && mentions(by, each)),
  );
  const roles = roleWords(at(written, 'spec.managed.roles'));
  const { hibernated, ...placed } = hibernatedWords(common.placedWords(written, 'deny'));
  return words({
    ...placed,
    description: common.textWord(spec.description),
    version,
    image: imageWord(whole),
    instances,
    bootstrap,
    replica,
    externalClusters: unmentioned.length === 0 ? undefined : unmentioned,
    storage: storageWord(record(whole.storage), spec.storage, field('storage')),
    walStorage: spec.walStorage
      ? storageWord(record(spec.walStorage), spec.walStorage, field('walStorage'))
      : undefined,
    tablespaces: tablespacesWord(spec.tablespaces, field('tablespaces')),
    resources: common.resourcesWord(spec.resources),
    parameters: parametersWord(version, at(written, 'spec.postgresql.parameters')),
    preloadLibraries: common.some(at(written, 'spec.postgresql.shared_preload_libraries')),
    ...tlsWords(texts(at(written, 'spec.postgresql.pg_hba')), bootstrap, roles),
    pgIdent: common.some(at(written, 'spec.postgresql.pg_ident')),
    enableAlterSystem: common.flagWord(at(written, 'spec.postgresql.enableAlterSystem')),
    extensionImages: extensionWords(at(written, 'spec.postgresql.extensions')),
    ...archiveWords(written),
    backupTarget: common.textWord(at(written, 'spec.backup.target')),
    volumeSnapshots: isObject(snapshots) ? plain(snapshots) : undefined,
    synchronous: synchronousWord(record(at(full, 'spec.postgresql.synchronous')), instances),
    ...placementWords(record(spec.affinity), instances, field('affinity')),
    spread: spreadWord(String(written.metadata.name), spec.topologySpreadConstraints, instances),
    enablePDB: (whole.enablePDB ?? true) === instances > 1 ? undefined : common.flagWord(whole.enablePDB ?? true),
    primaryUpdateMethod: whole.primaryUpdateMethod === 'switchover' ? undefined : 'restart',
    primaryUpdateStrategy: whole.primaryUpdateStrategy === 'supervised' ? 'supervised' : undefined,
    replicationSlots: api('replicationSlots'),
    probes: api('probes'),
    startDelay: common.secondsWord(spec.startDelay),
    stopDelay: common.secondsWord(spec.stopDelay),
    smartShutdownTimeout: common.secondsWord(spec.smartShutdownTimeout),
    switchoverDelay: common.secondsWord(spec.switchoverDelay),
    failoverDelay: common.secondsWord(spec.failoverDelay),
    primaryLease: leaseWord(record(spec.primaryLease)),
    serviceAccountName: common.textWord(spec.serviceAccountName),
    roles,
    services: serviceWords(at(written, 'spec.managed.services.additional'), node),
    disabledServices: common.some(at(written, 'spec.managed.services.disabledDefaultServices')),
    certificates: certificatesWord(record(spec.certificates)),
    superuserAccess:
      spec.enableSuperuserAccess === true ? (common.secretWord(spec.superuserSecret) ?? true) : undefined,
    customQueries: common.sourcesWord(
      at(written, 'spec.monitoring.customQueriesSecret'),
      at(written, 'spec.monitoring.customQueriesConfigMap'),
    ),
    metricsTls: common.flagWord(at(written, 'spec.monitoring.tls.enabled')),
    inheritedMetadata: common.some(spec.inheritedMetadata),
    serviceAccountAnnotations: common.some(at(written, 'spec.serviceAccountTemplate.metadata.annotations')),
    env: listWord(spec.env, field('env')),
    imagePullSecrets: secretsWord(spec.imagePullSecrets),
    priorityClassName: common.textWord(spec.priorityClassName),
    logLevel: common.textWord(spec.logLevel),
    hibernated,
    adopted: adoptedWord(record(spec), whole, node),
  });
}

function listWord(value: unknown, node: Node | undefined): Expression | undefined {
  return common.some(value) === undefined ? undefined : apiWords(value, node);
}

function hibernatedWords({ annotations, ...rest }: Words): Record<string, Expression | undefined> {
  const { [HIBERNATION_ANNOTATION]: hibernation, ...others } = record(annotations);
  if (hibernation !== 'on' && hibernation !== 'off') return { ...rest, annotations };
  return { ...rest, annotations: common.some(others), hibernated: hibernation === 'on' };
}

function imageWord({ imageName, imageCatalogRef }: Json): Expression {
  if (typeof imageName === 'string') return imageName;
  const { kind, name } = record(imageCatalogRef);
  const args = kind === 'ImageCatalog' ? [String(name)] : [String(name), String(kind)];
  return call('ImageCatalog.fromName', ...args);
}

function replicaWord(replica: Json, externals: ReadonlyMap<string, Expression>): Expression | undefined {
  const source = externals.get(String(replica.source));
  if (source === undefined) return undefined;
  const { primary, self, promotionToken, enabled, minApplyDelay } = replica;
  const delay = typeof minApplyDelay === 'string' ? call('Duration.parse', minApplyDelay) : undefined;
  return typeof primary === 'string'
    ? words({
        topology: 'distributed',
        source,
        primary,
        self: common.textWord(self),
        promotionToken: common.textWord(promotionToken),
        minApplyDelay: delay,
      })
    : words({ topology: 'standalone', source, enabled: common.flagWord(enabled), minApplyDelay: delay });
}

function storageWord(storage: Json, written: unknown, node: Node | undefined): Expression {
  const { pvcTemplate } = record(written);
  return words({
    size: common.textWord(storage.size),
    storageClass: common.textWord(storage.storageClass),
    resizeInUse: storage.resizeInUseVolumes === false ? false : undefined,
    pvcTemplate: pvcTemplate === undefined ? undefined : apiWords(pvcTemplate, node?.field('pvcTemplate')),
  });
}

function tablespacesWord(value: unknown, node: Node | undefined): Expression | undefined {
  const found = list(value)
    .map(record)
    .map(({ name, owner, temporary, storage }) =>
      words({
        name: common.textWord(name),
        owner: common.textWord(record(owner).name),
        temporary: common.flagWord(temporary),
        storage: storageWord(record(storage), storage, node?.items?.field('storage')),
      }),
    );
  return found.length === 0 ? undefined : found;
}

function parametersWord(version: PostgresMajor, parameters: unknown): Expression | undefined {
  const typed = Object.entries(record(parameters)).filter(([name, value]) => isTypedParameter(version, name, value));
  return typed.length === 0 ? undefined : plain(Object.fromEntries(typed));
}

function secretsWord(value: unknown): Expression | undefined {
  const found = list(value)
    .map(common.secretWord)
    .filter((each) => each !== undefined);
  return found.length === 0 ? undefined : found;
}
