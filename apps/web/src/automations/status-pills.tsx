import type { AutomationStatus, AutomationSummary } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { TonePill, type Tone } from '../parts/tone-pill.js';
import { STATUS_WORDS } from './list/choose-summaries.js';

const TONES: Readonly<Record<AutomationStatus, Tone>> = {
  live: 'success',
  paused: 'warning',
  draft: 'plain',
  archived: 'plain',
};

type Standing = Pick<
  AutomationSummary,
  'id' | 'status' | 'liveVersion' | 'draftDiffers' | 'missed' | 'needsAttention'
>;

/** How an automation stands: its status and version, a draft that says something else, what waits for somebody. */
export function StatusPills({ automation }: { automation: Standing }): ReactElement {
  const { id, status, liveVersion, draftDiffers, missed, needsAttention } = automation;
  return (
    <>
      <TonePill tone={TONES[status]} dot={status === 'live'}>
        {STATUS_WORDS[status]}
        {liveVersion !== null && ` v${liveVersion}`}
      </TonePill>
      {draftDiffers && liveVersion !== null && status !== 'archived' && (
        <TonePill tone="accent">Draft changes</TonePill>
      )}
      {missed > 0 && (
        <Link to={`/missed?automationId=${id}`} onClick={(event) => event.stopPropagation()}>
          <TonePill tone="warning">{missed} missed</TonePill>
        </Link>
      )}
      {needsAttention > 0 && (
        <Link to={`/attention?automationId=${id}`} onClick={(event) => event.stopPropagation()}>
          <TonePill tone="danger">
            {needsAttention} {needsAttention === 1 ? 'needs' : 'need'} attention
          </TonePill>
        </Link>
      )}
    </>
  );
}
