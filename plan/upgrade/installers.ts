import { OPERATOR_CHART, PLUGIN_CHART, sourcesOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { installedBy } from '../../values/cnpg/chart-versions';
import { Version } from '../../values/cnpg/version';
import { attempt } from '../../values/text/invalid-value';

/** What an upgrade is of. */
export type Product = 'operator' | 'plugin';

/** The version of a product that an object installs. */
export interface Installation {
  readonly product: Product;
  /** As written: `chart cloudnative-pg 0.27.0`, or the image. */
  readonly shown: string;
  /** Undefined where the chart is not in the table. */
  readonly version: string | undefined;
  /** Values of the chart; undefined without a chart, and where they are somewhere else. */
  readonly values: unknown;
}

/** Kinds that install a product. */
export const INSTALLER_KINDS = [Kind.APPLICATION, Kind.HELM_RELEASE, Kind.DEPLOYMENT] as const;

/** The chart of each; its image has the same name. */
export const CHART_OF: Readonly<Record<Product, string>> = { operator: OPERATOR_CHART, plugin: PLUGIN_CHART };

const PRODUCTS: ReadonlyMap<string, Product> = new Map([
  [CHART_OF.operator, 'operator'],
  [CHART_OF.plugin, 'plugin'],
]);
const IMAGE = /(?:^|\/)(cloudnative-pg|plugin-barman-cloud):v?([^@]+)/;

/** What an object installs. */
export function installationsOf(manifest: Manifest): Installation[] {
  switch (groupKindOf(manifest)) {
    case Kind.APPLICATION:
      return sourcesOf(manifest).flatMap(({ chart, targetRevision, values, hasOtherValues }) =>
        ofChart(chart, targetRevision, hasOtherValues ? undefined : (values ?? {})),
      );
    case Kind.HELM_RELEASE: {
      const { chart, version } = record(at(manifest, 'spec.chart.spec'));
      const isElsewhere = at(manifest, 'spec.valuesFrom') !== undefined;
      return ofChart(text(chart), version, isElsewhere ? undefined : (at(manifest, 'spec.values') ?? {}));
    }
    case Kind.DEPLOYMENT:
      return list(at(manifest, 'spec.template.spec.containers')).flatMap((container) => {
        const image = text(record(container).image) ?? '';
        const [, name = '', tag = ''] = IMAGE.exec(image) ?? [];
        const product = PRODUCTS.get(name);
        if (product === undefined) return [];
        const version = attempt(() => Version.parse(tag))?.toString();
        return [{ product, shown: image, version, values: undefined }];
      });
    default:
      return [];
  }
}

function ofChart(name: string | undefined, revision: unknown, values: unknown): Installation[] {
  // The name of an OCI chart is the whole reference.
  const chart = name?.split('/').at(-1) ?? '';
  const product = PRODUCTS.get(chart);
  if (product === undefined) return [];
  return [{ product, shown: `chart ${chart} ${revision}`, version: installedBy(chart, text(revision)), values }];
}

/** The product that an object installs in another version than before. */
export interface Reinstallation {
  readonly product: Product;
  readonly from: Installation;
  readonly to: Installation;
}

export function reinstallationsOf(before: Manifest, after: Manifest): Reinstallation[] {
  const old = installationsOf(before);
  return installationsOf(after).flatMap((to) => {
    const from = old.find(({ product }) => product === to.product);
    return from === undefined || from.shown === to.shown ? [] : [{ product: to.product, from, to }];
  });
}

/** Objects that install something, in the order of their kinds. */
export function installersIn(index: Index): readonly Manifest[] {
  return index.derive(installers);
}

function installers(index: Index): readonly Manifest[] {
  return INSTALLER_KINDS.flatMap((kind) => index.all(kind)).filter((each) => installationsOf(each).length > 0);
}
