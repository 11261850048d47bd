import type { DrillOrigin } from '../../manifests/drills/labels';
import type { KubePort } from '../kube/kube-port';
import type { Clock } from './clock';
import type { DrillObjectives } from './drill-objectives';
import type { Span } from './outage';
import type { RestoreChecks } from './restore-checks';
import type { Timeline } from './timeline';
import type { WriterPort } from './writer-port';

/** The database that a drill is for. */
export interface DrillTarget {
  readonly namespace: string;
  readonly cluster: string;
  readonly database: string;
  /** Role that the drill connects as, with the password in `<cluster>-app`. */
  readonly owner: string;
}

/** Where a writer connects to. */
export interface WriterPlace {
  /** Whose application secret and CA count. */
  readonly cluster: string;
  readonly service: string;
}

export interface DrillSettings {
  /** A Pooler, for clusters that have several. */
  readonly pooler?: string;
  /** Shell commands; `NODE` is in their environment. */
  readonly stopNode?: string;
  readonly startNode?: string;
  /** Cordons before the node is stopped: CNPG answers with a switchover, and what is measured is that one. */
  readonly cordonFirst: boolean;
  /** Says that `stopNode` switches the node off for sure, so that its volumes may be detached by force. */
  readonly nodeIsOff: boolean;
  readonly operatorNamespace: string;
  /** Stops the node of the primary that is, also where another instance shares its node with the plugin. @default false */
  readonly keepPrimary?: boolean;
  /** SQL of the application that must hold in the recovered database. @default - the drill's own rows only */
  readonly checks?: RestoreChecks;
  readonly pgbench: { readonly scale: number; readonly clients: number; readonly seconds: number };
}

/** All that a drill works with. */
export interface DrillRun {
  readonly origin: DrillOrigin;
  readonly target: DrillTarget;
  readonly kube: KubePort;
  readonly clock: Clock;
  /** Given on Ctrl-C: waits end at once. */
  readonly signal: AbortSignal;
  readonly timeline: Timeline;
  /** Milliseconds that a single wait may take. */
  readonly limit: number;
  readonly objectives: DrillObjectives;
  readonly settings: DrillSettings;
  readonly writer: (place: WriterPlace) => WriterPort;
  readonly shell: (command: string, environment: Readonly<Record<string, string>>) => Promise<void>;
}

export interface Measure {
  readonly name: string;
  /** Null where it could not be measured. */
  readonly value: number | null;
  readonly unit: 's' | 'ms' | 'rows' | '/s' | 'calls' | '%';
  /** Highest value that meets the objective. @default - measured only */
  readonly limit?: number;
}

/** What a drill found out. */
export interface DrillFindings {
  readonly measures: readonly Measure[];
  readonly facts: Readonly<Record<string, string>>;
  /** Times without an acknowledged write that are worth showing. */
  readonly gaps: readonly Span[];
  /** What did not happen that should have. */
  readonly failures: readonly string[];
}
