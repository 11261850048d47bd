/**
 * The versions that the manifests are made for. Declared once in an application's config; rules hold for ranges of them.
 */
export interface Target {
  /** CloudNativePG operator, for example `1.28.0`. */
  readonly operator: string;
  /** Barman Cloud plugin, for example `0.11.0`. */
  readonly plugin: string;
  /** Kubernetes minor version, for example `1.34`. */
  readonly kubernetes: string;
}

/** The versions that manifests are judged for. */
export interface JudgedTarget extends Target {
  /** What is installed in a version that nobody here knows. Its version above, the nearest known, judges in its place. */
  readonly unknown?: { readonly operator?: UnknownVersion; readonly plugin?: UnknownVersion };
}

/** A version that only the chart that brings it tells of, and that chart is in no table. */
export interface UnknownVersion {
  /** What messages call it: `chart 0.26.0`. */
  readonly evidence: string;
  /** Where it lies among the known ones. */
  readonly age: 'older' | 'between' | 'newer';
}

/** The newest versions with known schemas: those of an application, or of manifests, that name none. */
export const DEFAULT_TARGET: Target = { operator: '1.30.0', plugin: '0.14.0', kubernetes: '1.35' };

/** A target in which some versions are others. Those are known. */
export function withVersions(target: JudgedTarget, versions: Partial<Target>): JudgedTarget {
  const unknown = Object.entries(target.unknown ?? {}).filter(([part]) => !Object.hasOwn(versions, part));
  const { unknown: _, ...known } = target;
  return { ...known, ...(unknown.length > 0 && { unknown: Object.fromEntries(unknown) }), ...versions };
}

/** What messages call the operator of a target: its version if that is known, and never one that only stands for it. */
export function operatorName({ operator, unknown }: JudgedTarget): string {
  return unknown?.operator === undefined
    ? `CloudNativePG ${operator}`
    : `the CloudNativePG of ${unknown.operator.evidence}`;
}
