import type { ChartRelease } from '../../manifests/applied/releases';
import type { Root } from '../../manifests/applied/roots';
import type { Tools } from './tools';

/** Whether and how kustomize and Helm are asked. */
export interface RenderOptions {
  readonly render: 'auto' | 'never' | 'always';
  readonly allowNetwork: boolean;
  /** @default - those in PATH */
  readonly tools?: Tools;
  /** Shows what is being rendered; an empty text ends it. @default - nobody watches */
  readonly progress?: ((text: string) => void) | undefined;
}

/** Of what is applied, what somebody wants to be rendered, and where the tools find it. */
export interface Wanted {
  readonly root: (root: Root) => boolean;
  readonly release: (release: ChartRelease) => boolean;
  /** The folder on disk from which paths begin. */
  readonly home: () => string;
}
