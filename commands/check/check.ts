import { type RenderRequest, renderApplications } from '../applications/render-applications';
import type { Console } from '../cli/console';
import { compareRendered } from './compare-rendered';

export interface CheckRequest extends RenderRequest {
  readonly console: Console;
}

/** Renders and judges all applications in memory, and compares what they say with what is committed. */
export function check(request: CheckRequest): number {
  return compareRendered(renderApplications(request), request.console).code;
}
