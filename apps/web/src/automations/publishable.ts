import type { AutomationSummary } from '@dunwell/contract';

/** Why the draft of an automation cannot be published now; undefined: it can be tried. */
export function publishable({
  status,
  liveVersion,
  draftDiffers,
}: Pick<AutomationSummary, 'status' | 'liveVersion' | 'draftDiffers'>): string | undefined {
  if (status === 'archived') return 'It is archived. Make a copy to begin anew.';
  if (liveVersion !== null && !draftDiffers) return `The draft says the same as version ${liveVersion}.`;
  return undefined;
}
