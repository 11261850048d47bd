import type { Component } from '../../manifests/installations/seen-versions';
import type { Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { repairFor } from '../../manifests/releases/repairs';
import type { JudgedTarget } from '../../values/cnpg/target';
import type { UpgradeEffect } from '../engine/change';

/** An upgrade of the operator or of the plugin between two known versions. */
export interface UpgradeContext {
  readonly product: Component;
  readonly from: string;
  readonly to: string;
  /** The other versions. */
  readonly target: JudgedTarget;
  /** All objects, as they are afterwards. */
  readonly index: Index;
  /** The Clusters that exist before and afterwards. */
  readonly clusters: readonly Manifest[];
  readonly now: Date;
}

/** The first release of each minor that has a change, oldest first. Newer minors have it, too. */
export type Since = readonly [{ readonly version: string }, ...{ readonly version: string }[]];

/** Something that works differently from a release on. What an upgrade says of it: undefined or empty where nothing is concerned. */
export interface Behaviour {
  readonly since: Since;
  readonly effects?: (context: UpgradeContext) => readonly UpgradeEffect[];
  readonly gains?: (context: UpgradeContext) => readonly string[];
  readonly notes?: (context: UpgradeContext) => readonly string[];
}

/** Whether an upgrade brings what these releases changed. */
export function brings(since: Since, { from, to }: Pick<UpgradeContext, 'from' | 'to'>): boolean {
  return repairFor({ repairs: since }, from) !== undefined && repairFor({ repairs: since }, to) === undefined;
}
