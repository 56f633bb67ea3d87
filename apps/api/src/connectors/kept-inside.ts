import type { AttemptOutcome, OutsideConnector } from './connector.js';

/** Whatever makes attempts: a connector, or what one of several hands them to. */
type Attempts = Pick<OutsideConnector<never>, 'attempt'>;

/**
 * A connector that lets nothing out of a demo workspace, whose people do not exist: there, another attempt is made
 * instead. Everything before and after it is the same. Where it cannot be told what the workspace is, nothing leaves.
 */
export function keptInside<Kept extends Attempts>(
  connector: Kept,
  instead: Attempts,
  isDemo: (workspaceId: string) => Promise<boolean>,
): Kept {
  return {
    ...connector,
    attempt: async (payload, delivery) => {
      let inside: boolean;
      try {
        inside = await isDemo(delivery.workspaceId);
      } catch {
        const problem = 'The database did not answer before this was begun; it is tried again.';
        return { kind: 'retry', code: 'notBegun', problem };
      }
      return (inside ? instead : connector).attempt(payload, delivery);
    },
  };
}

/** For effects that have no place inside. */
export const refusedInDemo = {
  attempt: (): Promise<AttemptOutcome> =>
    Promise.resolve({
      kind: 'refused',
      code: 'demoWorkspace',
      problem:
        'Nothing leaves the demo workspace, so this was not called. Use the automation in a workspace of your own.',
    }),
};

/** Asks once for each workspace: a real one never becomes a demo, nor a demo a real one. */
export function remembering(
  isDemo: (workspaceId: string) => Promise<boolean>,
): (workspaceId: string) => Promise<boolean> {
  const known = new Map<string, boolean>();
  return async (workspaceId) => {
    const found = known.get(workspaceId) ?? (await isDemo(workspaceId));
    known.set(workspaceId, found);
    return found;
  };
}
