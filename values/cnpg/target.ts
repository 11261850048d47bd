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

/** The newest versions with known schemas: those of an application, or of manifests, that name none. */
export const DEFAULT_TARGET: Target = { operator: '1.30.0', plugin: '0.14.0', kubernetes: '1.35' };
