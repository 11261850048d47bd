/** When this process began to load the project: what was changed since then may have been read before or after. */
export const STARTED = Date.now();
