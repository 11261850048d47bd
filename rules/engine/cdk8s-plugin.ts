import type { Document, Place } from '../../manifests/object/document';
import { objectsOf } from '../../manifests/object/objects';
import type { Violation } from '../../manifests/object/violation';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';
import { compare } from '../../values/collections/compare';
import { CONFIGURATION_FILE } from '../../values/declarations/configuration';
import type { Suppression } from '../../values/declarations/suppression';
import { DIST } from '../folders/argo-folders';
import { judge } from './judge';

/** The used part of the `ValidationContext` from cdk8s-cli. */
export interface ValidationContext {
  /** Paths of the files that were written. */
  readonly manifests: readonly string[];
  parseManifest(path: string): unknown[];
  readonly report: {
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: {
        readonly resourceName: string;
        readonly locations: string[];
        readonly manifestPath: string;
      }[];
    }): void;
    submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
  };
}

/** `properties` of the plugin in `cdk8s.yaml`. */
export interface CnpgValidationProperties {
  /**
   * Versions to judge for.
   * @default - those that this release is made for
   */
  readonly target?: Partial<Target>;
  /** @default - nothing is suppressed */
  readonly suppressions?: readonly Suppression[];
  /**
   * The day on which the manifests are judged, such as `2026-07-15`, for facts with a date.
   * @default - no version is past its end of life, so that a build fails only because of what it builds
   */
  readonly now?: string;
}

/**
 * A validation plugin of cdk8s-cli: `cdk8s synth` fails if the API server or CNPG's webhooks would refuse a manifest, or if an expert rule
 * reports an error.
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class CnpgValidation {
  readonly #properties: CnpgValidationProperties;

  constructor(properties: CnpgValidationProperties = {}) {
    const { now } = properties;
    if (now !== undefined && Number.isNaN(new Date(now).getTime())) {
      throw new Error(`now: "${now}" is not a date; write one such as 2026-07-15`);
    }
    this.#properties = properties;
  }

  async validate(context: ValidationContext): Promise<void> {
    const { report } = context;
    const { target, suppressions, now } = this.#properties;
    const files = context.manifests.filter((file) => !isConfiguration(file)).sort(compare);
    const violations = judge(
      files.flatMap((file) => documentsOf(file, context.parseManifest(file))),
      {
        target: { ...DEFAULT_TARGET, ...target },
        now: new Date(now ?? 0),
        ...(suppressions && { suppressions }),
      },
    ).filter(({ severity }) => severity !== 'info');
    for (const violation of violations) {
      const { rule, severity, message, fix } = violation;
      report.addViolation({
        ruleName: rule,
        recommendation: severity === 'warning' ? `warning: ${message}` : message,
        fix: fix ?? '',
        violatingResources: [resourceOf(violation)],
      });
    }
    report.submit(violations.some(({ severity }) => severity === 'error') ? 'failure' : 'success');
  }
}

/** What synth leaves in the output for `validate`, and is no manifest. */
function isConfiguration(file: string): boolean {
  return file.split(/[\\/]/).at(-1) === CONFIGURATION_FILE;
}

function documentsOf(file: string, values: readonly unknown[]): Document[] {
  const place = placeOf(file);
  return values.flatMap((value, document) =>
    value === null || value === undefined
      ? []
      : objectsOf(value).map(({ manifest, findings }) => ({
          ...{ ...(manifest && { manifest }), findings, file, document },
          ...(place && { place }),
        })),
  );
}

/** A build passes everything that it wrote: below an output folder `dist`, all files are known. */
function placeOf(file: string): Place | undefined {
  const steps = file.split(/[\\/]/);
  const start = steps.lastIndexOf(DIST);
  return start === -1 ? undefined : { folder: steps.slice(start, -1).join('/'), whole: DIST };
}

// The CLI finds the construct of a resource by its bare name.
function resourceOf({ name, kind, path, file }: Violation) {
  return { resourceName: name ?? kind ?? '', locations: path === null ? [] : [path], manifestPath: file ?? '' };
}
