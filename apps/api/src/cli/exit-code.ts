/** How a command ended, for scripts. */
export const EXIT_CODE = {
  ok: 0,
  /** The server refused it, a file cannot be read, or lines of an import were rejected. */
  refused: 1,
  /** The command itself was not understood, or the settings do not say where to. */
  usage: 2,
  unreachable: 3,
} as const;

export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];
