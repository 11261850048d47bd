import type * as k8s from 'cdk8s-plus-30/lib/imports/k8s';
import { wholeNumber } from '../../values/text/invalid-value';
import type { Duration } from '../../values/time/duration';
import type { Overrides } from '../base/overrides';

/**
 * HTTP probes of a container, all on one path unless more is said.
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export interface Probes {
  /** Path that answers 2xx or 3xx while the process works. It must not ask the database: a failover would restart every pod. */
  readonly path: string;
  /** Path that answers while the pod can serve. @default - `path` */
  readonly readinessPath?: string;
  /** How often, in whole seconds from 1. @default - 10 seconds */
  readonly period?: Duration;
  /** How long a start may take before it counts as failed. @default - 60 seconds */
  readonly startTimeout?: Duration;
}

/** Startup, liveness and readiness probe. @throws InvalidValueError for a period below a second. */
export function renderProbes(
  probes: Probes,
): Pick<Overrides<k8s.Container>, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  const periodSeconds = wholeNumber('probe.period in seconds', probes.period?.toSeconds() ?? 10, 1);
  const startSeconds = probes.startTimeout?.toSeconds() ?? 60;
  const get = (path: string) => ({ httpGet: { path, port: { value: 'http' } }, periodSeconds });
  return {
    startupProbe: { ...get(probes.path), failureThreshold: Math.max(1, Math.ceil(startSeconds / periodSeconds)) },
    livenessProbe: get(probes.path),
    readinessProbe: get(probes.readinessPath ?? probes.path),
  };
}
