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
