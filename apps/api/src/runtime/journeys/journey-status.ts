import type { JourneyEnd, JourneyState } from '@dunwell/engine';

export type JourneyStatus = 'underWay' | 'completed' | 'exited' | 'ended' | 'superseded' | 'expired';

/** How a journey stands in lists, with the reason in words where it has ended. */
export function journeyStatus({ ended }: JourneyState): {
  status: JourneyStatus;
  endedBecause: string | null;
} {
  return ended === null ? { status: 'underWay', endedBecause: null } : ENDS[ended.kind](ended as never);
}

type EndOf<K extends JourneyEnd['kind']> = Extract<JourneyEnd, { kind: K }>;

const ENDS: {
  readonly [K in JourneyEnd['kind']]: (end: EndOf<K>) => {
    status: JourneyStatus;
    endedBecause: string | null;
  };
} = {
  completed: () => ({ status: 'completed', endedBecause: null }),
  exit: ({ label }) => ({ status: 'exited', endedBecause: label }),
  exitStep: ({ reason }) => ({ status: 'exited', endedBecause: reason }),
  streakEnded: () => ({ status: 'exited', endedBecause: 'The streak is over.' }),
  excluded: () => ({ status: 'ended', endedBecause: 'The account is left out by a hold.' }),
  expired: () => ({ status: 'expired', endedBecause: 'A step was held back for 14 days.' }),
  superseded: () => ({
    status: 'superseded',
    endedBecause: 'A newer journey of the same automation took its place.',
  }),
  stopped: ({ by }) => ({ status: 'ended', endedBecause: STOPPED[by] }),
};

const STOPPED: Readonly<Record<EndOf<'stopped'>['by'], string>> = {
  archive: 'The automation was archived.',
  publish: 'Ended when a new version was published.',
  operator: 'Ended by an operator.',
};
