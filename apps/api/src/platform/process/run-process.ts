/** What has to be ended with the process. */
export interface Stoppable {
  stop: () => Promise<void>;
  /** Ends it at once and waits for nothing. */
  kill?: () => void;
}

export type AddStoppable = (stoppable: Stoppable) => void;

/** A Ctrl-C under npm arrives twice: from the terminal, and from npm, which passes it on. */
const ECHO_IN_MILLISECONDS = 500;

/**
 * Runs a process until it is told to end. SIGINT and SIGTERM stop everything in the reverse order of its
 * start, each when the one before has finished its work; a second signal, not the echo of the first, waits for
 * nothing.
 */
export async function runProcess(start: (add: AddStoppable) => Promise<void>): Promise<void> {
  const running: Stoppable[] = [];
  const starting = start((stoppable) => running.unshift(stoppable));
  let stopping = false;
  let echoing = false;

  const onSignal = (): void => {
    if (echoing) return;
    if (stopping) {
      for (const { kill } of running) kill?.();
      process.exit(1);
    }
    stopping = true;
    echoing = true;
    setTimeout(() => (echoing = false), ECHO_IN_MILLISECONDS).unref();
    // A start that is under way is finished first: half of it could not be stopped in order.
    void starting.then(
      () => endProcess(running, 0),
      () => undefined,
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);

  try {
    await starting;
  } catch (error) {
    process.stderr.write(`${sentence(error)}\n`);
    await endProcess(running, 1);
  }
}

async function endProcess(running: readonly Stoppable[], exitCode: number): Promise<never> {
  let code = exitCode;
  for (const { stop } of running) {
    await stop().catch((error: unknown) => {
      process.stderr.write(`${sentence(error)}\n`);
      code = 1;
    });
  }
  process.exit(code);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
