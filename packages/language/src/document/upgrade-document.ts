/** The version that `AutomationDocument` describes. */
export const SCHEMA_VERSION = 1;

/** From a version to the next, by the version it starts from. */
export type Upgrades = Readonly<Record<number, (json: Record<string, unknown>) => Record<string, unknown>>>;

/** None yet: version 1 is the first. An upgrade sets `schemaVersion` itself. */
const UPGRADES: Upgrades = {};

/**
 * JSON of any earlier schema version as the current one. What carries no version, a later one, or one without an
 * upgrade is given back as it is: the schema then refuses it in words.
 */
export function upgradeDocument(json: unknown, upgrades: Upgrades = UPGRADES): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  let current = json as Record<string, unknown>;
  for (;;) {
    const version = current.schemaVersion;
    const upgrade =
      typeof version === 'number' && Object.hasOwn(upgrades, version) ? upgrades[version] : undefined;
    if (!upgrade) return current;
    current = upgrade(current);
    if (current.schemaVersion === version)
      throw new Error(`the upgrade of version ${String(version)} does not lead on`);
  }
}
