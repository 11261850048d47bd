import { type RenderRequest, renderApplications } from '../applications/render-applications';
import { type WriteOptions, writeRendered } from './write-rendered';

export interface SynthRequest extends RenderRequest, WriteOptions {}

/**
 * Renders and judges all applications in memory and, if nothing is wrong, makes the output folder what they say.
 * @returns the exit code: 1 for errors, and then nothing was written
 */
export function synth(request: SynthRequest): number {
  return writeRendered(renderApplications(request), request).code;
}
