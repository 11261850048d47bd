/**
 * Health of an ExternalSecret: Argo CD's own, but for one that was filled before and could not be renewed. The credentials that it gave
 * stay valid, and as Degraded in a wave before its Cluster it would keep every later change from the database, a larger volume too. The
 * alert PostgresRotationOverdue tells of it.
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export const EXTERNAL_SECRET_HEALTH = `for _, each in pairs(fields(status.conditions)) do
  each = fields(each)
  if each.type == "Ready" then
    local message = text(each.message) or text(each.reason) or "no reason given"
    if each.status == "True" then return health("Healthy", message) end
    local filled = text(status.refreshTime)
    if filled ~= nil and text(annotations["argocd.argoproj.io/sync-wave"]) ~= nil then
      return health("Healthy", "not renewed since " .. filled .. ": " .. message)
    end
    return health("Degraded", message)
  end
end
return health("Progressing", "External Secrets has not seen it yet")
`;
