import type { Target } from '../cnpg/target';
import type { Profile } from './profile';
import type { Suppression } from './suppression';

/** Name of the file with a {@link RepositoryConfiguration}. */
export const CONFIGURATION_FILE = 'cnpg-gitops.yaml';

export const RENDER_MODES = ['auto', 'never', 'always'] as const;

/** When kustomize and Helm are asked what a folder makes. */
export type RenderMode = (typeof RENDER_MODES)[number];

/** What a repository says of how it is judged. */
export interface RepositoryConfiguration {
  /** The versions to judge for. @default - each that is not named is what the objects install, or else the default target */
  readonly target?: Partial<Target>;
  /** Files and folders to judge where the command line names none, from the folder of the file. @default - that folder */
  readonly paths?: readonly string[];
  /** Files and folders that are left out where a folder is judged: paths or patterns from the folder of the file. @default - none */
  readonly exclude?: readonly string[];
  /** When kustomize and Helm are asked what a folder makes. @default auto */
  readonly render?: RenderMode;
  /** Whether these may load charts and bases from elsewhere. @default false */
  readonly allowNetwork?: boolean;
  /** How much is asked of the databases. @default production */
  readonly profile?: Profile;
  /** Findings that are known and accepted. @default - none */
  readonly suppressions?: readonly Suppression[];
}
