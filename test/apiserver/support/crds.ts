import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import type { KubernetesObject } from '@kubernetes/client-node';
import { parse } from 'yaml';

/** The CRDs of CNPG that `cdk8s.yaml` pins, without their prose; downloaded once. CRDS names a folder that has them. */
export async function cnpgCrds(): Promise<KubernetesObject[]> {
  const { imports } = parse(await readFile(join(__dirname, '../../../cdk8s.yaml'), 'utf8')) as { imports: string[] };
  const urls = imports.filter((url) => /postgresql\.cnpg\.io_(clusters|backups|poolers)\.yaml$/.test(url));
  return Promise.all(urls.map(async (url) => withoutProse(parse(await textOf(url))) as KubernetesObject));
}

async function textOf(url: string): Promise<string> {
  const given = process.env.CRDS;
  if (given !== undefined && given !== '') return readFile(join(given, basename(url)), 'utf8');
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cnpg-gitops', 'crds');
  const file = join(cache, url.replaceAll(/[^\w.]+/g, '_'));
  const cached = await readFile(file, 'utf8').catch(() => undefined);
  if (cached !== undefined) return cached;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const text = await response.text();
  await mkdir(cache, { recursive: true });
  await writeFile(file, text);
  return text;
}

function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, each]) => key !== 'description' || typeof each !== 'string');
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutProse(each)]));
}
