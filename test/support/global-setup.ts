import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of this run, for what tests make once and then copy. */
    templates: string;
  }
}

export default function setup({ provide }: TestProject): () => void {
  const templates = mkdtempSync(join(tmpdir(), 'cnpg-gitops-templates-'));
  chmodSync(templates, 0o755);
  provide('templates', templates);
  return () => rmSync(templates, { recursive: true, force: true });
}
