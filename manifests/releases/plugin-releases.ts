/** The releases of the Barman Cloud plugin with schemas in `imports/facts`, oldest first. */
export const PLUGIN_SCHEMAS = ['0.11.0', '0.14.0'] as const;
