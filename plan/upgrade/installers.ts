import { sourcesOf } from '../../manifests/argo/argo';
import {
  INSTALLATION_KINDS,
  type Installation,
  installationsIn,
  installationsOf,
} from '../../manifests/installations/installations';
import type { Component } from '../../manifests/installations/seen-versions';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, record } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';

/** The chart of each; its image has the same name. */
export const CHART_OF: Readonly<Record<Component, string>> = {
  operator: 'cloudnative-pg',
  plugin: 'plugin-barman-cloud',
};

/** The version of a product that an object installs. */
export interface Installed {
  readonly product: Component;
  /** As written: `chart 0.27.0`, or the image. */
  readonly shown: string;
  /** Undefined where the chart is not in the table. */
  readonly version: string | undefined;
}

/** The product that an object installs in another version than before. */
export interface Reinstallation {
  readonly product: Component;
  readonly from: Installed;
  readonly to: Installed;
}

/** Kinds that install a product. A kustomization is not planned: it is no object of the cluster. */
export const INSTALLER_KINDS = INSTALLATION_KINDS.filter((kind) => kind !== Kind.KUSTOMIZATION);

/** What changes between two states of an object that installs something. */
export function reinstallationsOf(
  before: Manifest,
  after: Manifest,
  objects: { before: Index; after: Index },
): Reinstallation[] {
  const old = installationsOf(before, objects.before).map(installed);
  return installationsOf(after, objects.after)
    .map(installed)
    .flatMap((to) => {
      const from = old.find(({ product }) => product === to.product);
      return from === undefined || from.shown === to.shown ? [] : [{ product: to.product, from, to }];
    });
}

function installed({ component, version, evidence, unknown }: Installation): Installed {
  return { product: component, shown: evidence, version: unknown === undefined ? version : undefined };
}

/** Objects that install something, in the order of their kinds. */
export function installersIn(index: Index): readonly Manifest[] {
  const byName = new Map(installationsIn(index).map(({ manifest }) => [manifestName(manifest), manifest]));
  return [...byName.values()];
}

/** Values of the charts that install a product; undefined for each whose values are somewhere else. */
export function chartValues(product: Component, index: Index): unknown[] {
  return installationsIn(index)
    .filter(({ component }) => component === product)
    .flatMap(({ manifest }) => valuesOf(manifest, product));
}

function valuesOf(manifest: Manifest, product: Component): unknown[] {
  switch (groupKindOf(manifest)) {
    case Kind.APPLICATION:
      // The name of an OCI chart is the whole reference.
      return sourcesOf(manifest)
        .filter(({ chart }) => chart?.split('/').at(-1) === CHART_OF[product])
        .map(({ values, hasOtherValues }) => (hasOtherValues ? undefined : (values ?? {})));
    case Kind.HELM_RELEASE: {
      const { values, valuesFrom } = record(at(manifest, 'spec'));
      return [valuesFrom === undefined ? (values ?? {}) : undefined];
    }
    default:
      return [undefined];
  }
}
