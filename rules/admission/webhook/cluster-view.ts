import { isReplicaCluster } from '../../../manifests/cnpg/cluster-traits';
import { field, isObject, type Json } from '../../../manifests/object/json';
import { at, list, type Manifest, record, stepsOf, text } from '../../../manifests/object/manifest';
import { DEFAULT_IMAGE } from '../../../manifests/releases/operator-releases';
import { SKIP_WAL_ANNOTATION } from '../../../values/cnpg/cnpg-metadata';
import { completedName } from '../server/metadata-stage';
import { tagOf, tagVersion } from './image-tag';
import { completeParameters } from './postgres-configuration';

/** A Cluster as CNPG's own functions read it: absent texts are empty, absent numbers are zero. */
export class ClusterView {
  readonly spec: Readonly<Json>;
  #major: [number | undefined] | undefined;
  #effective: Readonly<Record<string, string>> | undefined;

  constructor(readonly object: Json) {
    this.spec = record(object.spec);
  }

  get name(): string {
    return completedName(this.object);
  }

  /** Any field below `spec`, dotted. */
  get(path: string): unknown {
    const steps = stepsOf(path);
    let here: unknown = this.spec;
    for (let i = 0; i < steps.length; i += 1) {
      if (!isObject(here)) return undefined;
      here = field(here, steps[i] as string);
    }
    return here;
  }

  text(path: string): string {
    return text(this.get(path)) ?? '';
  }

  number(path: string): number {
    const value = this.get(path);
    return typeof value === 'number' ? value : 0;
  }

  list(path: string): readonly unknown[] {
    return list(this.get(path));
  }

  /** Pointers to structs: present if the manifest has them at all. */
  has(path: string): boolean {
    return (this.get(path) ?? null) !== null;
  }

  annotation(name: string): string | undefined {
    return text(field(record(at(this.object, 'metadata.annotations')), name));
  }

  get instances(): number {
    return this.number('instances');
  }

  get parameters(): Readonly<Record<string, string>> {
    return record(this.get('postgresql.parameters')) as Record<string, string>;
  }

  parameter(name: string): string | undefined {
    return text(field(this.parameters as Json, name));
  }

  get archivingOff(): boolean {
    return this.annotation(SKIP_WAL_ANNOTATION) === 'enabled';
  }

  /** The parameters that PostgreSQL would run with, without the user's values for those that belong to the operator. */
  get effectiveParameters(): Readonly<Record<string, string>> {
    const { parameters, isReplica, archivingOff } = this;
    this.#effective ??= completeParameters({ parameters, isReplica, archivingOff, keepFixed: false });
    return this.#effective;
  }

  /** Undefined if the image does not tell. */
  get major(): number | undefined {
    this.#major ??= [this.#readMajor()];
    return this.#major[0];
  }

  #readMajor(): number | undefined {
    if (this.has('imageCatalogRef')) return this.number('imageCatalogRef.major');
    return tagVersion(tagOf(this.text('imageName') || DEFAULT_IMAGE))?.major;
  }

  get isReplica(): boolean {
    return isReplicaCluster(this.object as unknown as Manifest);
  }

  externalCluster(name: string): Readonly<Json> | undefined {
    return this.list('externalClusters')
      .map(record)
      .find((entry) => entry.name === name);
  }

  tablespaceNames(): string[] {
    return this.list('tablespaces').map((entry) => text(record(entry).name) ?? '');
  }

  /** `enabled` of a section that is on by default. */
  isOn(path: string): boolean {
    return this.get(path) !== false;
  }

  usesFailoverSlotsExtension(): boolean {
    return Object.keys(this.parameters).some((name) => name.startsWith('pg_failover_slots.'));
  }
}
