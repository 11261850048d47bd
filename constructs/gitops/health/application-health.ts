/**
 * Health of an Application that another one applies: without it, waves between Applications do not wait (Argo CD dropped it in 1.8).
 * - An Application that applies itself is Healthy: it would wait in its own wave for what comes in later ones.
 * - Its health is that of its objects, which stays as it was until a new version of a chart is there; a sync that runs or has failed, and a
 *   version that no sync has brought, count first.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app
 */
export const APPLICATION_HEALTH = `local name, namespace = text(metadata.name) or "", text(metadata.namespace) or ""
local tracking = text(annotations["argocd.argoproj.io/tracking-id"])
if tracking == name .. ":argoproj.io/Application:" .. namespace .. "/" .. name then
  return health("Healthy", "applies itself")
end

local operation = fields(status.operationState)
local message = text(operation.message) or "no message"
local hasFailed = operation.phase == "Error" or operation.phase == "Failed"
-- A sync that failed and was mended by other means is not repeated: in sync is in sync.
if hasFailed and fields(status.sync).status ~= "Synced" then
  return health("Degraded", "the last sync failed: " .. message)
end
-- Without the annotation, one that applies itself cannot be told apart, and would wait for its own sync to end.
if tracking ~= nil and operation.phase == "Running" then return health("Progressing", "syncing: " .. message) end
local wanted = text(fields(spec.source).targetRevision)
local synced = text(fields(fields(operation.syncResult).source).targetRevision)
if wanted ~= nil and synced ~= nil and wanted ~= synced then
  return health("Progressing", "waits for the sync to " .. wanted .. ", has " .. synced)
end

local own = fields(status.health)
local known = { Healthy = true, Progressing = true, Degraded = true, Suspended = true }
local state = text(own.status) or "not known yet"
if known[state] then return health(state, text(own.message) or "") end
return health("Progressing", "its objects are " .. state)
`;
