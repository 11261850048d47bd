import { cluster, dependent } from '.';

export const on = (tag: string, postgresql: Record<string, unknown> = {}, spec: Record<string, unknown> = {}) =>
  cluster({ imageName: `ghcr.io/cloudnative-pg/postgresql:${tag}`, postgresql, ...spec });

export const others = (postgresql: Record<string, unknown> = {}) =>
  cluster({ imageName: 'registry.example.com/pg:17.7', postgresql });

export const database = (...extensions: unknown[]) =>
  dependent('Database', 'shop', { name: 'shop', owner: 'shop', extensions });

export const sql = (...postInitApplicationSQL: string[]) => ({ bootstrap: { initdb: { postInitApplicationSQL } } });

export const mounted = (name: string, reference: string) => ({ name, image: { reference } });

export const PGAUDIT = mounted('pgaudit', 'ghcr.io/cloudnative-pg/pgaudit:18.0-18-trixie');
