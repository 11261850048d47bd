import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { toJson_ApplicationSpec } from '../../imports/argoproj.io/application';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import { specOf } from '../base/spec';

import {
  ARGO_NAMESPACE,
  applicationAnnotations,
  applicationSpec,
  type GitSource,
  IN_CLUSTER,
  SYNC_KEYS,
  type SyncOptions,
} from './argo-application';

/** One database of a fleet. */
export interface FleetMember {
  /** Name of its Application. */
  readonly name: string;
  /** Path of its folder from the root of the repository. */
  readonly path: string;
  /** Namespace of what names none. */
  readonly namespace: string;
  /** URL of its Kubernetes cluster's API server. @default - the one that Argo CD runs in */
  readonly server?: string;
}

/** Props of {@link ArgoApplicationSet}. */
export interface ArgoApplicationSetProps extends PlacedObjectProps, SyncOptions {
  /** Name of the AppProject of all. */
  readonly project: string;
  /** Repository that holds all. */
  readonly source: Omit<GitSource, 'path'>;
  /**
   * What it makes Applications of:
   * - a pattern of folders in which one name is `*`, such as dist, `*`, database with slashes between them: folder dist/shop/database makes
   *   Application shop-database, with namespace shop
   * - a list of databases
   */
  readonly fleet: string | readonly FleetMember[];
  /** Order among the objects that one Application applies. @default 0 */
  readonly wave?: number;
}

const APPLICATION_SET_KEYS: Keys<ArgoApplicationSetProps> = {
  ...PLACED_KEYS,
  ...SYNC_KEYS,
  project: true,
  source: { repoUrl: true, targetRevision: true, components: true },
  fleet: { name: true, path: true, namespace: true, server: true },
  wave: true,
};

/**
 * Many database Applications that differ in name, folder, namespace and cluster alone. None of them, and nothing that they hold, goes when
 * its folder or row does, nor when the ApplicationSet is pruned: delete them by hand. Below some twenty databases prefer an
 * {@link ArgoApplication} each: a renamed folder is then a change that a reviewer sees, here it is a second, empty database.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export class ArgoApplicationSet extends Construct {
  readonly name: string;

  /** @throws InputError for a pattern without exactly one `*`, an empty list, and names or folders given twice. */
  constructor(scope: Construct, id: string, props: ArgoApplicationSetProps) {
    super(scope, id);
    checkKeys(this, props, APPLICATION_SET_KEYS);
    this.name = props.name;
    const { generator, name, path, namespace, server } = this.membersOf(props);
    const described = {
      ...props,
      name,
      source: { ...props.source, path },
      destination: { cluster: { server }, namespace },
    };
    const spec = toJson_ApplicationSpec(specOf(this, toJson_ApplicationSpec, applicationSpec(this, described)));
    new ApiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: objectMetadata(this, { ...props, namespace: ARGO_NAMESPACE }, { wave: props.wave, protection: 'deny' }),
      spec: {
        goTemplate: true,
        // Without it a field that is misspelled becomes the name "<no value>-database".
        goTemplateOptions: ['missingkey=error'],
        generators: [generator],
        // Whoever stops the sync of one database by hand, in an emergency, is not overruled.
        ignoreApplicationDifferences: [{ jsonPointers: ['/spec/syncPolicy/automated'] }],
        syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: 'create-update' },
        template: { metadata: { name, annotations: applicationAnnotations(this, described) }, spec },
      },
    });
  }

  private membersOf({ fleet, source }: ArgoApplicationSetProps) {
    if (typeof fleet !== 'string') {
      this.checkMembers(fleet);
      const elements = fleet.map((member) => ({ server: IN_CLUSTER.server, ...member }));
      const generator = { list: { elements } };
      return {
        generator,
        name: '{{ .name }}',
        path: '{{ .path }}',
        namespace: '{{ .namespace }}',
        server: '{{ .server }}',
      };
    }
    const segments = fleet.split('/');
    const star = segments.indexOf('*');
    if (star < 0 || segments.some((segment, i) => i !== star && !/^[A-Za-z0-9._-]+$/.test(segment))) {
      throw new InputError(this, `fleet "${fleet}": give a path with one * between slashes, such as dist/*/database`);
    }
    const member = `{{ index .path.segments ${star} }}`;
    const suffix = segments.slice(star + 1).map((segment) => `-${segment}`);
    const { repoUrl, targetRevision } = source;
    return {
      generator: { git: { repoURL: repoUrl, revision: targetRevision, directories: [{ path: fleet }] } },
      name: `${member}${suffix.join('')}`,
      path: '{{ .path.path }}',
      namespace: member,
      server: IN_CLUSTER.server,
    };
  }

  private checkMembers(fleet: readonly FleetMember[]): void {
    if (fleet.length === 0) throw new InputError(this, 'fleet is empty; give at least one database');
    const keys: readonly ((member: FleetMember) => string)[] = [
      ({ name }) => `name ${name}`,
      ({ path, server = IN_CLUSTER.server }) => `path ${path} for ${server}`,
    ];
    for (const values of keys.map((key) => fleet.map(key))) {
      const twice = values.find((value, i) => values.indexOf(value) !== i);
      if (twice !== undefined) throw new InputError(this, `fleet has ${twice} twice; each database is one Application`);
    }
  }
}
