import type { Automation, DunwellClient } from '@dunwell/contract';
import { CliError } from './cli-error.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of the automation that is meant: given as it is, or by a name that only one has. */
export async function findAutomationId(client: DunwellClient, idOrName: string): Promise<string> {
  if (ID.test(idOrName)) return idOrName;
  const found = await named(client, idOrName);
  const [only] = found;
  if (!only) throw new CliError(`There is no automation named "${idOrName}".`);
  if (found.length === 1) return only.id;
  const ids = found.map(({ id, status }) => `  ${id}  ${status}`).join('\n');
  throw new CliError(`${found.length} automations are named "${idOrName}"; say which by its id:\n${ids}`);
}

async function named(client: DunwellClient, name: string): Promise<Automation[]> {
  const found: Automation[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listAutomations({ name, cursor });
    found.push(...page.items.filter((automation) => automation.name === name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}
